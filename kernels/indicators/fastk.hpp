#pragma once
// Raw stochastic (fast %K): where the close lies in the range of the last n bars, from 0 (lowest) to 100
// (highest).
//   fastk = 100 (close - l) / (h - l), h = highest(high, n), l = lowest(low, n)
// Source: George Lane, Lane's stochastics, Technical Analysis of Stocks & Commodities 2:3 (1984); TA-Lib,
// ta_STOCHF.c (https://ta-lib.org): look-back of its first step n-1. Cost per bar: two rolling extremes and
// one division. Degenerate: no range in the window gives 0, as TA-Lib; NaN while a NaN is in it.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct fastk {
    static constexpr entry_info info{"fastk",
                                     "Raw stochastic",
                                     "momentum",
                                     "100 (close - lowest(low, n)) / (highest(high, n) - lowest(low, n))",
                                     "Lane 1984; TA-Lib ta_STOCHF.c, https://ta-lib.org",
                                     "no range in the window: 0, as TA-Lib; NaN while a NaN is in it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 5, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let value = place_in_range(close, lowest(low, n), highest(high, n), 100)";
};

BB_ISA_END
