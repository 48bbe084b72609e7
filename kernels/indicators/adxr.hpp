#pragma once
// Directional movement rating: the middle between today's adx and that of n - 1 bars ago.
//   adxr = (adx(n) + adx(n)[n - 1]) / 2
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib, ta_ADXR.c
// (https://ta-lib.org): look-back 3n-2, unstable period 0. Cost per bar: an adx and three operations, as
// columns. Degenerate: those of adx.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct adxr {
    static constexpr entry_info info{"adxr",
                                     "Directional movement rating",
                                     "momentum",
                                     "(adx(n) + adx(n)[n - 1]) / 2",
                                     "Wilder 1978; TA-Lib ta_ADXR.c, https://ta-lib.org",
                                     "nothing has moved: 0; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let index = adx(n)\n"
        "let value = 0.5 * (index + index[n - 1])";
};

BB_ISA_END
