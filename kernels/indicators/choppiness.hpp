#pragma once
// Choppiness index: the way the price went against the ground it covered, near 100 when it led nowhere.
//   choppiness = 100 log10(sum(trange, n) / (highest(high, n) - lowest(low, n))) / log10(n)
// Source: E. W. Dreiss's index (1993). Look-back n. Cost per bar: a sum, two extremes, two logarithms and six
// operations, as columns. Degenerate: no range in the window gives NaN; those of sum.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct choppiness {
    static constexpr entry_info info{
        "choppiness",  "Choppiness index",
        "volatility",  "100 log10(sum(trange, n) / (highest(high, n) - lowest(low, n))) / log10(n)",
        "Dreiss 1993", "no range in the window: NaN; NaN inside: until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 7, 35, 7, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let path = sum(trange(), n) / (highest(high, n) - lowest(low, n))\n"
        "let value = 100 * log10(path) / log10(close - close + n)";
};

BB_ISA_END
