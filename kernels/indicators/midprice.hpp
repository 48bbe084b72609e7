#pragma once
// The middle of the price range of the last n bars.
//   midprice = (highest(high, n) + lowest(low, n)) / 2
// Source: TA-Lib, ta_MIDPRICE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: a highest, a lowest and two operations, as columns.
// Degenerate: NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct midprice {
    static constexpr entry_info info{"midprice",
                                     "Middle of the price range",
                                     "overlap",
                                     "(highest(high, n) + lowest(low, n)) / 2",
                                     "TA-Lib ta_MIDPRICE.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = (highest(high, n) + lowest(low, n)) / 2";
};

BB_ISA_END
