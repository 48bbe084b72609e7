#pragma once
// Exponential mean without (most of its) lag: of the price and what it has gained over the lag.
//   zlema = ema(2 x - x[lag], n), lag = (n-1)/2 without its fraction
// The large number takes the fraction off: beside 2^52 a float64 has none.
// Source: John Ehlers & Ric Way, Zero lag (well, almost), Technical Analysis of Stocks & Commodities 28:12
// (2010); TA-Lib, ta_ZLEMA.c (https://ta-lib.org): look-back n - 1 + lag, unstable period 0. Cost per bar: an
// exponential mean and three operations, as columns. Degenerate: those of ema.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct zlema {
    static constexpr entry_info info{"zlema",
                                     "Zero lag exponential moving average",
                                     "overlap",
                                     "ema(2 x - x[(n-1)/2], n)",
                                     "Ehlers & Way 2010; TA-Lib ta_ZLEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let back = (n - 1) / 2 - 0.25 + 4503599627370496 - 4503599627370496\n"
        "let value = ema(2 * x - x[back], n)";
};

BB_ISA_END
