#pragma once
// The kinds of moving mean, numbered as TA-Lib's TA_MAType: 0 simple, 1 exponential, 2 weighted, 3 double
// exponential, 4 triple exponential, 5 triangular, 6 adaptive (Kaufman), 7 adaptive (MESA; limits 0.5 and
// 0.05, no length), 8 T3 (volume factor 0.7). Texts for composed entries.

#include "kernels/core/entry.hpp"

// The entry of each kind over `x` with length `n`, to choose from by `kind`.
#define BB_MEAN_OF_KIND(kind, x, n)                                                                         \
    "choose(" kind ", sma(" x ", " n "), ema(" x ", " n "), wma(" x ", " n "), dema(" x ", " n "), tema(" x \
    ", " n "), trima(" x ", " n "), kama(" x ", " n "), mama(" x ", 0.5, 0.05).mama, t3(" x ", " n ", 0.7))"

// Bars before the first value of that mean (TA-Lib's look-back), for n >= 2.
#define BB_MEAN_REACH(kind, n)                                                                          \
    "choose(" kind ", " n " - 1, " n " - 1, " n " - 1, 2 * (" n " - 1), 3 * (" n " - 1), " n " - 1, " n \
    ", 32, 6 * (" n " - 1))"
