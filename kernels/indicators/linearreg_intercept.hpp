#pragma once
// Intercept of the straight line through the last n values with the least squares of its errors: where it
// stands at the oldest of them, bar t-n+1, from which TA-Lib counts.
//   linearreg_intercept = sma(x, n) - (n-1)/2 linearreg_slope(x, n)
// Source: TA-Lib, ta_LINEARREG_INTERCEPT.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: a mean, a slope and two operations, as columns. Degenerate: a window of equal values gives
// that value exactly; a NaN inside is theirs.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct linearreg_intercept {
    static constexpr entry_info info{
        "linearreg_intercept",
        "Linear regression, at the oldest bar",
        "statistic",
        "sma(x, n) - (n-1)/2 linearreg_slope(x, n)",
        "TA-Lib ta_LINEARREG_INTERCEPT.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = sma(x, n) - (n - 1) / 2 * linearreg_slope(x, n)";
};

BB_ISA_END
