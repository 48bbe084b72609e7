#pragma once
// Time series forecast: the straight line through the last n values, drawn on to the next bar.
//   tsf = sma(x, n) + (n+1)/2 linearreg_slope(x, n)
// Source: TA-Lib, ta_TSF.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1. The value at bar t
// is the forecast for bar t+1 made of bars up to t.
// Cost per bar: a mean, a slope and two operations, as columns. Degenerate: a window of equal values gives
// that value exactly; a NaN inside is theirs.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct tsf {
    static constexpr entry_info info{
        "tsf",
        "Time series forecast",
        "statistic",
        "sma(x, n) + (n+1)/2 linearreg_slope(x, n)",
        "TA-Lib ta_TSF.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = sma(x, n) + (n + 1) / 2 * linearreg_slope(x, n)";
};

BB_ISA_END
