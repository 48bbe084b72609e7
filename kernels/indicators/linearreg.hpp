#pragma once
// Linear regression: where the straight line through the last n values, with the least squares of its errors,
// stands at the newest bar.
//   linearreg = sma(x, n) + (n-1)/2 linearreg_slope(x, n)
// Source: TA-Lib, ta_LINEARREG.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: the sums of kernels/core/rolling_trend.hpp and about twelve operations. Degenerate: a window
// of equal values gives that value exactly. A NaN inside: NaN until the next restart without it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct linearreg : trend_walk<linearreg> {
    static constexpr entry_info info{
        "linearreg",
        "Linear regression, at the newest bar",
        "statistic",
        "sma(x, n) + (n-1)/2 linearreg_slope(x, n)",
        "TA-Lib ta_LINEARREG.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};

    template <class L>
    static BB_HD typename L::real of(rolling_trend<L> const& sums, lane_windows<L> const& window) {
        return sums.end_of_line(window);
    }
    template <class R>
    static BB_HD R flat(R x) {
        return x;
    }
};

BB_ISA_END
