#pragma once
// The change over n bars.
//   mom[t] = x[t] - x[t-n]
// Source: TA-Lib, ta_MOM.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n.
// Cost per bar: one operation.
// Degenerate: none beyond IEEE arithmetic.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct mom {
    static constexpr entry_info info{"mom",
                                     "Momentum",
                                     "momentum",
                                     "x[t] - x[t-n]",
                                     "TA-Lib ta_MOM.c, https://ta-lib.org",
                                     "NaN in either bar: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 1, 30, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        out[0] = at(0) - real(at(0, static_cast<int64_t>(p[0])));
    }
};

BB_ISA_END
