#pragma once
// Triple exponential moving average: a straight line is followed without lag.
//   tema = (3 e1 - 3 e2) + e3, e1 = ema(x, n), e2 = ema(e1, n), e3 = ema(e2, n)
// Source: Patrick Mulloy, Smoothing data with less lag, Technical Analysis of Stocks & Commodities 12:2
// (1994); TA-Lib, ta_TEMA.c (https://ta-lib.org): look-back 3 (n-1), unstable period 0. Cost per bar: three
// exponential means and four operations, as columns. Degenerate: those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct tema {
    static constexpr entry_info info{"tema",
                                     "Triple exponential moving average",
                                     "overlap",
                                     "3 e1 - 3 e2 + e3, each the ema of the one before",
                                     "Mulloy 1994; TA-Lib ta_TEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let e1 = ema(x, n)\n"
        "let e2 = ema(e1, n)\n"
        "let value = 3 * e1 - 3 * e2 + ema(e2, n)";
};

BB_ISA_END
