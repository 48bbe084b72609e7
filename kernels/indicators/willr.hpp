#pragma once
// Williams %R: where the close lies in the range of the last n bars, from -100 (lowest) to 0 (highest).
//   willr = -100 (h - close) / (h - l), h = highest(high, n), l = lowest(low, n)
// Source: Larry Williams, How I Made One Million Dollars Last Year Trading Commodities (1979); TA-Lib,
// ta_WILLR.c (https://ta-lib.org): look-back n-1. Cost per bar: two rolling extremes and one division.
// Degenerate: no range in the window gives 0, as TA-Lib; NaN while a NaN is in it.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct willr {
    static constexpr entry_info info{"willr",
                                     "Williams %R",
                                     "momentum",
                                     "-100 (highest(high, n) - close) / (highest(high, n) - lowest(low, n))",
                                     "Williams 1979; TA-Lib ta_WILLR.c, https://ta-lib.org",
                                     "no range in the window: 0, as TA-Lib; NaN while a NaN is in it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let value = place_in_range(close, highest(high, n), lowest(low, n), -100)";
};

BB_ISA_END
