#pragma once
// Decimal logarithm, bar by bar.
//   log10[t] = log(x) / log(10)
// Source: TA-Lib, ta_LOG10.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 80 operations, one bar after the other. Same bits everywhere:
// kernels/core/exact_pow.hpp.
// Degenerate: of 0: -infinity; below 0, and of NaN: NaN; powers of ten give whole numbers.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_pow.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct log10 {
    static constexpr entry_info info{"log10",
                                     "Decimal logarithm",
                                     "math",
                                     "log(x) / log(10)",
                                     "TA-Lib ta_LOG10.c, https://ta-lib.org",
                                     "0: -infinity; below 0: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {0x1p-1074, 0x1.fffffffffffffp1023};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = per_lane<L>(at(0), [](double x) { return exact_log10(x); });
    }
};

BB_ISA_END
