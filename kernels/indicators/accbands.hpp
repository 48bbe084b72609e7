#pragma once
// Acceleration bands: means of prices that are widened by each bar's range.
//   f = 4 (high - low) / (high + low); upper = sma(high (1 + f), n), middle = sma(close, n), lower = sma(low
//   (1 - f), n)
// Source: Price Headley, Big Trends in Trading (2002); TA-Lib, ta_ACCBANDS.c (https://ta-lib.org): look-back
// n-1. Cost per bar: three means and eight operations, as columns. Degenerate: those of sma; high + low = 0
// gives NaN, where TA-Lib takes the price itself.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct accbands {
    static constexpr entry_info info{
        "accbands",
        "Acceleration bands",
        "overlap",
        "upper = sma(high (1 + f), n), lower = sma(low (1 - f), n), f = 4 (high - low) / (high + low)",
        "Headley 2002; TA-Lib ta_ACCBANDS.c, https://ta-lib.org",
        "high + low = 0: NaN until the window has passed, where TA-Lib takes the prices"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"upper", "middle", "lower"};
    static constexpr char const* composed =
        "let f = 4 * (high - low) / (high + low)\n"
        "let upper = sma(high * (1 + f), n)\n"
        "let middle = sma(close, n)\n"
        "let lower = sma(low * (1 - f), n)";
};

BB_ISA_END
