#pragma once
// Angle, in degrees, of the straight line through the last n values; one bar counts as one unit of price.
//   linearreg_angle = atan(linearreg_slope(x, n)) 180 / pi
// Source: TA-Lib, ta_LINEARREG_ANGLE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: a slope, an arc tangent and one operation, as columns. Degenerate: a window of equal values
// gives 0 exactly; a NaN inside is that of linearreg_slope.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct linearreg_angle {
    static constexpr entry_info info{
        "linearreg_angle",
        "Angle of the regression line",
        "statistic",
        "atan(linearreg_slope(x, n)) 180 / pi",
        "TA-Lib ta_LINEARREG_ANGLE.c, https://ta-lib.org",
        "flat window: exactly 0; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = 57.29577951308232 * atan(linearreg_slope(x, n))";
};

BB_ISA_END
