#pragma once
// Commodity channel index: the typical price's distance from its mean in mean absolute deviations.
//   cci = (tp - m) / (0.015 d), tp = (high + low + close) / 3, m = mean of the last n tp, d = mean of |tp -
//   m|
// Source: Donald Lambert, Commodity channel index, Commodities (October
// 1980); TA-Lib, ta_CCI.c (https://ta-lib.org): look-back n-1. Cost per bar: the typical price, for all
// lengths, and channel_index. Degenerate, as TA-Lib: no deviation gives 0; NaN while a NaN
// is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct cci {
    static constexpr entry_info info{"cci",
                                     "Commodity channel index",
                                     "momentum",
                                     "(tp - mean) / (0.015 mean |tp - mean|), tp = (high + low + close) / 3",
                                     "Lambert 1980; TA-Lib ta_CCI.c, https://ta-lib.org",
                                     "flat window: 0, as TA-Lib; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 50, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = channel_index(hlc3, n)";
};

BB_ISA_END
