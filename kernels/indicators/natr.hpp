#pragma once
// Average true range in per cent of the close.
//   natr = atr(n) / close * 100
// Source: John Forman, Cross-market evaluations with normalized average true range, Technical Analysis of
// Stocks & Commodities 24:5 (2006); TA-Lib, ta_NATR.c (https://ta-lib.org): look-back n, unstable period 0.
// Cost per bar: an average true range and two operations, as columns.
// Degenerate: a close of 0 gives an infinity or NaN, where TA-Lib gives 0.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct natr {
    static constexpr entry_info info{"natr",
                                     "Normalised average true range",
                                     "volatility",
                                     "100 atr(n) / close",
                                     "Forman 2006; TA-Lib ta_NATR.c, https://ta-lib.org",
                                     "close = 0: infinite or NaN, where TA-Lib has 0"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = atr(n) / close * 100";
};

BB_ISA_END
