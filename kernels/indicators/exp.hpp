#pragma once
// Exponential, bar by bar.
//   exp[t] = e^x
// Source: TA-Lib, ta_EXP.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 45 operations, one bar after the other. Same bits everywhere:
// kernels/core/exact_elementary.hpp.
// Degenerate: infinite above 709.78, zero below -745.13; NaN gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct exp {
    static constexpr entry_info info{"exp",
                                     "Exponential",
                                     "math",
                                     "e^x",
                                     "TA-Lib ta_EXP.c, https://ta-lib.org",
                                     "above 709.78: infinite; below -745.13: 0; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {-745.0, 709.0};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = per_lane<L>(at(0), [](double x) { return exact_exp(x); });
    }
};

BB_ISA_END
