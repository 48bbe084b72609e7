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
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        out[0] = real(p[0]) / at(0);
    }
};

BB_ISA_END
