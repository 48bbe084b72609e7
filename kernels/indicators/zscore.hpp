#pragma once
// Distance from the mean of the last n values in their standard deviations.
//   zscore = (x - sma(x, n)) / stddev(x, n, 1)
// Source: definition, with 1/n in the deviation.
// Cost per bar: a mean, a deviation and two operations, as columns.
// Degenerate: a flat window has no deviation and gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct zscore {
    static constexpr entry_info info{"zscore",
                                     "Distance from the mean",
                                     "statistic",
                                     "(x - sma(x, n)) / stddev(x, n, 1)",
                                     "definition; 1/n in the deviation",
                                     "flat window: NaN (0 / 0)"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = (x - sma(x, n)) / stddev(x, n, 1)";
};

BB_ISA_END
