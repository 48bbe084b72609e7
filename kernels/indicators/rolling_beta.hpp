#pragma once
// Slope of one series on another over the last n bars, least squares: by how much x moves where y moves by 1.
//   rolling_beta = cov(x, y) / var(y) = correl(x, y, n) stddev(x, n, 1) / stddev(y, n, 1)
// The inputs are taken as they are; for a beta of returns give returns, e.g. rocp(close, 1). TA-Lib's beta
// (beta) takes returns itself, y's on x's. Source: William Sharpe, A simplified model for portfolio analysis,
// Management Science 9:2 (1963), 277-293. Look-back n-1. Cost per bar: a correlation, two deviations and two
// operations, as columns. Degenerate: a window of equal y gives NaN (0 / 0), of equal x gives 0.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct rolling_beta {
    static constexpr entry_info info{"rolling_beta", "Slope of one series on another",
                                     "statistic",    "cov(x, y) / var(y) over the last n bars",
                                     "Sharpe 1963",  "y flat in the window: NaN; x flat: 0"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 60, 20, 250, 10, true}};
    static constexpr char const* inputs[] = {"x", "y"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = correl(x, y, n) * stddev(x, n, 1) / stddev(y, n, 1)";
};

BB_ISA_END
