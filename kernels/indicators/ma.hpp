#pragma once
// A moving mean whose kind is a parameter, so that a sweep may go over kinds (kernels/core/mean_kinds.hpp).
//   kind 0 sma, 1 ema, 2 wma, 3 dema, 4 tema, 5 trima, 6 kama, 7 mama(x, 0.5, 0.05).mama, 8 t3(x, n, 0.7)
// Source: TA-Lib, ta_MA.c (https://ta-lib.org); look-back of the kind. TA-Lib copies x where n = 1; here kind
// 6 refuses it, kind 7 knows no n, and the others give x within rounding. Cost per bar and degenerate: those
// of the kind; it is the same column.

#include "kernels/core/mean_kinds.hpp"

BB_ISA_BEGIN

struct ma {
    static constexpr entry_info info{"ma",
                                     "Moving mean of a chosen kind",
                                     "overlap",
                                     "the mean of length n that kind names, 0 to 8",
                                     "TA-Lib ta_MA.c, https://ta-lib.org",
                                     "those of the kind"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true},
                                            {"kind", "1", 0, 8, 0, 0, 8, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = " BB_MEAN_OF_KIND("kind", "x", "n");
};

BB_ISA_END
