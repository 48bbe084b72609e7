#pragma once
// Triangular moving average: weights that rise from both ends of the last n values to the middle.
//   odd n:  sma(sma(x, (n+1)/2), (n+1)/2)
//   even n: sma(sma(x, n/2 + 1), n/2)
// which is sma(sma(x, half + 1), n - half) with half = n/2 without its fraction. The large number takes the
// fraction off: beside 2^52 a float64 has none, and n/2 - 1/4 is nearest to half.
// Source: TA-Lib, ta_TRIMA.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: two means, as columns. Degenerate: a window of equal values gives that value exactly; a NaN
// inside: NaN until both means have restarted without it.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct trima {
    static constexpr entry_info info{
        "trima",
        "Triangular moving average",
        "overlap",
        "sma(sma(x, half + 1), n - half), half = n/2 without its fraction",
        "TA-Lib ta_TRIMA.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until restarts (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let half = n / 2 - 0.25 + 4503599627370496 - 4503599627370496\n"
        "let value = sma(sma(x, half + 1), n - half)";
};

BB_ISA_END
