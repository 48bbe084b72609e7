#pragma once
// A series plus a constant.
//   offset[t] = x[t] + k
// Source: definition.
// Cost per bar: one operation.
// Degenerate: none beyond IEEE arithmetic.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct offset {
    static constexpr entry_info info{"offset",     "Series plus a constant",     "math", "x + k",
                                     "definition", "none beyond IEEE arithmetic"};
    static constexpr param_info params[] = {{"k", "1", -1e300, 1e300, 0, -1, 1, 0.5, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {};
    template <class L>
    static BB_HD void start(state<L>&, typename L::real const*) {}
    template <class L>
    static BB_HD void step(state<L>&, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        out[0] = real(in.x[0][t]) + p[0];
    }
};

BB_ISA_END
