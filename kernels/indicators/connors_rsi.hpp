#pragma once
// Connors RSI: the mean of a short rsi, the rsi of how many bars the price has moved one way, and the rank of
// the last change among those before.
//   connors_rsi = (rsi(x, n) + rsi(streak(x), m) + percentrank(roc(x, 1), rank)) / 3
// Source: Larry Connors & Cesar Alvarez, An Introduction to ConnorsRSI (2012): 3, 2 and 100 bars. Look-back
// the longest of the parts', n, m + 1 and rank + 1. Cost per bar: those of the parts and five operations, as
// columns. Degenerate: a flat series gives 0; those of the parts.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct connors_rsi {
    static constexpr entry_info info{"connors_rsi",
                                     "Connors RSI",
                                     "momentum",
                                     "(rsi(x, n) + rsi(streak(x), m) + percentrank(roc(x, 1), rank)) / 3",
                                     "Connors & Alvarez 2012",
                                     "those of its parts; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 3, 2, 10, 1, true},
                                            {"m", "bars", 2, 100000, 2, 2, 5, 1, true},
                                            {"rank", "bars", 1, 100000, 100, 50, 200, 50, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let value = (rsi(x, n) + rsi(streak(x), m) + percentrank(roc(x, 1), rank)) / 3";
};

BB_ISA_END
