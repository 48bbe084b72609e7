#pragma once
// A constant divided by a series.
//   reciprocal[t] = k / x[t]
// Source: definition.
// Cost per bar: one division.
// Degenerate: k / 0 is an infinity with the sign of the IEEE quotient, 0 / 0 is NaN, as in div.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct reciprocal {
    static constexpr entry_info info{"reciprocal", "Constant over a series",
                                     "math",       "k / x",
                                     "definition", "k / 0 is an infinity, 0 / 0 is NaN"};
    static constexpr param_info params[] = {{"k", "1", -1e300, 1e300, 1, 1, 100, 1, false}};
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
        out[0] = p[0] / real(in.x[0][t]);
    }
};

BB_ISA_END
