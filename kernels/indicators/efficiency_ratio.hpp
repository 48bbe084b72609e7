#pragma once
// Efficiency ratio: the ground covered in n bars against the way gone, from 0 (noise) to 1 (straight).
//   efficiency_ratio = |x - x[n]| / sum(|x - x[1]|, n)
// The size of d is written sqrt(d d), which is exact. Source: Perry Kaufman, Smarter Trading (1995).
// Look-back n. Cost per bar: a sum, two roots and five operations, as columns. Degenerate: a flat window
// gives NaN (0 / 0), where TA-Lib 0.8 (ER) has 1; those of sum.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct efficiency_ratio {
    static constexpr entry_info info{"efficiency_ratio",
                                     "Efficiency ratio",
                                     "statistic",
                                     "|x - x[n]| / sum(|x - x[1]|, n)",
                                     "Kaufman, Smarter Trading (1995)",
                                     "flat window: NaN; NaN inside: until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let moved = x - x[n]\n"
        "let step = x - x[1]\n"
        "let value = sqrt(moved * moved) / sum(sqrt(step * step), n)";
};

BB_ISA_END
