#pragma once
// Double exponential moving average: less lag than an exponential mean of the same n.
//   dema = 2 e1 - e2, e1 = ema(x, n), e2 = ema(e1, n)
// Source: Patrick Mulloy, Smoothing data with faster moving averages, Technical Analysis of Stocks &
// Commodities 12:1 (1994); TA-Lib, ta_DEMA.c (https://ta-lib.org): look-back 2 (n-1), unstable period 0. Cost
// per bar: two exponential means and two operations, as columns. Degenerate: those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct dema {
    static constexpr entry_info info{"dema",
                                     "Double exponential moving average",
                                     "overlap",
                                     "2 ema(x, n) - ema(ema(x, n), n)",
                                     "Mulloy 1994; TA-Lib ta_DEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let first = ema(x, n)\n"
        "let value = 2 * first - ema(first, n)";
};

BB_ISA_END
