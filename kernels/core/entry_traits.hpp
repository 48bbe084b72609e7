#pragma once
// What is read off an entry (kernels/core/entry.hpp): counts of its parameters, inputs and outputs,
// its domain and its walk.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class T, int N>
constexpr int length_of(T const (&)[N]) {
    return N;
}

template <class E>
constexpr int param_count_of() {
    if constexpr (requires { E::params[0]; }) {
        return length_of(E::params);
    } else {
        return 0;
    }
}
template <class E>
constexpr int input_count_of() {
    return length_of(E::inputs);
}
template <class E>
constexpr int output_count_of() {
    return length_of(E::outputs);
}
template <class E>
constexpr param_info const* params_of() {
    if constexpr (requires { E::params[0]; }) {
        return E::params;
    } else {
        return nullptr;
    }
}

// The lowest and the highest input that E is made for, or null where it takes every finite one.
template <class E>
constexpr double const* domain_of() {
    if constexpr (requires { E::domain[1]; }) {
        return E::domain;
    } else {
        return nullptr;
    }
}

// E's value at a bar needs later ones.
template <class E>
constexpr bool repaints() {
    if constexpr (requires { E::repaints; }) {
        return E::repaints;
    } else {
        return false;
    }
}

// E has the bar form. Asked as a call: nvcc takes the address of a template for no expression.
template <class E>
constexpr bool is_bar_form() {
    return requires(bars_at<scalar_lanes> const& at, double* p) {
        E::template value<scalar_lanes>(at, p, p);
    };
}

// The bar form as a walk without memory, one parameter set a lane, for machines of single lanes.
template <class E>
struct bar_walk {
    template <class L>
    struct state {};
    template <class L>
    static BB_HD void start(state<L>&, double const*) {}
    template <class L>
    static BB_HD void step(state<L>&, double const* p, series_view const& in, int64_t t, double* out) {
        if (t - in.begin < E::warmup(p)) {  // it may look back that far
            for (int k = 0; k < output_count_of<E>(); ++k) out[k] = quiet_nan();
        } else {
            E::template value<L>(bars_at<L>{in, t}, p, out);
        }
    }
};

template <class E, bool bar_form>
struct walk_choice {
    using type = E;
};
template <class E>
struct walk_choice<E, true> {
    using type = bar_walk<E>;
};
template <class E>
using walk_of = typename walk_choice<E, is_bar_form<E>()>::type;

BB_ISA_END
