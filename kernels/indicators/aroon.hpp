#pragma once
// Aroon: how lately the lowest low and the highest high of the last n + 1 bars came, from 0 (n bars ago) to
// 100 (now).
//   down = 100 (n - age of the lowest low) / n, up = 100 (n - age of the highest high) / n
// The age is the bar's number, which is maxindex(high, 1), less that of the extreme; of equals the newest
// counts. Source: Tushar Chande, A time price oscillator, Technical Analysis of Stocks & Commodities 13:9
// (1995); TA-Lib, ta_AROON.c (https://ta-lib.org): look-back n. Cost per bar: the bars of two extremes and
// eight operations, as columns. Degenerate: flat bars give 100; NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct aroon {
    static constexpr entry_info info{"aroon",
                                     "Aroon",
                                     "momentum",
                                     "100 (n - age) / n of the lowest low and the highest high of n + 1 bars",
                                     "Chande 1995; TA-Lib ta_AROON.c, https://ta-lib.org",
                                     "flat window: 100; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 99999, 14, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"down", "up"};
    static constexpr char const* composed =
        "let now = maxindex(high, 1)\n"
        "let down = (minindex(low, n + 1) - now + n) * (100 / n)\n"
        "let up = (maxindex(high, n + 1) - now + n) * (100 / n)";
};

BB_ISA_END
