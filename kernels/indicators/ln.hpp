#pragma once
// Natural logarithm, bar by bar.
//   ln[t] = log(x)
// Source: TA-Lib, ta_LN.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 45 operations, one bar after the other. Same bits everywhere:
// kernels/core/exact_elementary.hpp.
// Degenerate: of 0: -infinity; below 0, and of NaN: NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct ln {
    static constexpr entry_info info{"ln",
                                     "Natural logarithm",
                                     "math",
                                     "log(x)",
                                     "TA-Lib ta_LN.c, https://ta-lib.org",
                                     "0: -infinity; below 0: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {0x1p-1074, 0x1.fffffffffffffp1023};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = per_lane<L>(at(0), [](double x) { return exact_log(x); });
    }
};

BB_ISA_END
