#pragma once
// Aroon oscillator: by how much lately the highest high of the last n + 1 bars came than the lowest low, from
// -100 to 100.
//   aroonosc = aroon(n).up - aroon(n).down = 100 (bar of the highest high - bar of the lowest low) / n
// Source: Tushar Chande, A time price oscillator, Technical Analysis of Stocks & Commodities 13:9 (1995);
// TA-Lib, ta_AROONOSC.c (https://ta-lib.org): look-back n. Cost per bar: the bars of two extremes and two
// operations, as columns shared with aroon. Degenerate: flat bars give 0; NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct aroonosc {
    static constexpr entry_info info{"aroonosc",
                                     "Aroon oscillator",
                                     "momentum",
                                     "aroon(n).up - aroon(n).down",
                                     "Chande 1995; TA-Lib ta_AROONOSC.c, https://ta-lib.org",
                                     "flat window: 0; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 99999, 14, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let value = (maxindex(high, n + 1) - minindex(low, n + 1)) * (100 / n)";
};

BB_ISA_END
