#pragma once
// Hull moving average: a weighted mean of what a fast weighted mean is ahead of a slow one.
//   hma = wma(2 wma(x, half) - wma(x, n), m), half and m: n/2 and the root of n without their fractions
// The language has no root: r4 is four steps of Halley's iteration r (r^2 + 3 n) / (3 r^2 + n) from a start
// within a factor of five, right to the last places, and the millionth covers their rounding. The large
// number takes the fraction off: beside 2^52 a float64 has none.
// Source: Alan Hull, How to reduce lag in a moving average (2005), https://alanhull.com/hull-moving-average.
// Look-back n + m - 2. Cost per bar: three weighted means and two operations, as columns. Degenerate: those
// of wma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct hma {
    static constexpr entry_info info{
        "hma",
        "Hull moving average",
        "overlap",
        "wma(2 wma(x, n/2) - wma(x, n), sqrt(n)), n/2 and sqrt(n) without their fractions",
        "Hull 2005, https://alanhull.com/hull-moving-average",
        "flat window: exactly the value; NaN inside: NaN until restarts (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let half = n / 2 - 0.25 + 4503599627370496 - 4503599627370496\n"
        "let r0 = 1 + n / 64\n"
        "let r1 = r0 * (r0 * r0 + 3 * n) / (3 * r0 * r0 + n)\n"
        "let r2 = r1 * (r1 * r1 + 3 * n) / (3 * r1 * r1 + n)\n"
        "let r3 = r2 * (r2 * r2 + 3 * n) / (3 * r2 * r2 + n)\n"
        "let r4 = r3 * (r3 * r3 + 3 * n) / (3 * r3 * r3 + n)\n"
        "let m = r4 - 0.499999 + 4503599627370496 - 4503599627370496\n"
        "let value = wma(2 * wma(x, half) - wma(x, n), m)";
};

BB_ISA_END
