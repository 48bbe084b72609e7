#pragma once
// Counts of an entry's parameters, inputs and outputs, read off its arrays (kernels/core/entry.hpp).

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

template <class E>
constexpr int param_count_of() {
    if constexpr (requires { E::params[0]; }) {
        return static_cast<int>(sizeof(E::params) / sizeof(E::params[0]));
    } else {
        return 0;
    }
}
template <class E>
constexpr int input_count_of() {
    return static_cast<int>(sizeof(E::inputs) / sizeof(E::inputs[0]));
}
template <class E>
constexpr int output_count_of() {
    return static_cast<int>(sizeof(E::outputs) / sizeof(E::outputs[0]));
}
template <class E>
constexpr param_info const* params_of() {
    if constexpr (requires { E::params[0]; }) {
        return E::params;
    } else {
        return nullptr;
    }
}

BB_ISA_END
