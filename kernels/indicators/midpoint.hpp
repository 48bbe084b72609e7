#pragma once
// The middle of the last n values.
//   midpoint = (highest(x, n) + lowest(x, n)) / 2
// Source: TA-Lib, ta_MIDPOINT.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: a highest, a lowest and two operations, as columns.
// Degenerate: NaN while a NaN is in the window.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct midpoint {
    static constexpr entry_info info{"midpoint",
                                     "Middle of the range of values",
                                     "overlap",
                                     "(highest(x, n) + lowest(x, n)) / 2",
                                     "TA-Lib ta_MIDPOINT.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = (highest(x, n) + lowest(x, n)) / 2";
};

BB_ISA_END
