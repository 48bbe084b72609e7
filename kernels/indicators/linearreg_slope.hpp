#pragma once
// Slope, per bar, of the straight line through the last n values with the least squares of its errors.
//   slope[t] = sum((m - k) x[t-k]) / (n (n^2 - 1) / 12), m = (n-1) / 2, k = 0 .. n-1
// Source: TA-Lib, ta_LINEARREG_SLOPE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1. There
// sums of prices are subtracted, which loses the slope at 1e8 + {0, 1}; here they are about an anchor in the
// window. Cost per bar: the two sums of kernels/core/rolling_trend.hpp and six operations.
// Degenerate: a window of equal values gives 0 exactly. A NaN inside: NaN until the first bar divisible by 64
// at which the window is free of it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct linearreg_slope : trend_walk<linearreg_slope> {
    static constexpr entry_info info{
        "linearreg_slope",
        "Slope of the regression line",
        "statistic",
        "sum((m - k) x[t-k]) / (n (n^2 - 1) / 12), m = (n-1) / 2, k = 0 .. n-1",
        "TA-Lib ta_LINEARREG_SLOPE.c, https://ta-lib.org",
        "flat window: exactly 0; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};

    template <class L>
    static BB_HD typename L::real of(rolling_trend<L> const& sums, lane_windows<L> const& window) {
        return sums.slope(window.bars);
    }
    template <class R>
    static BB_HD R flat(R) {
        return R(0.0);
    }
};

BB_ISA_END
