#pragma once
// Weighted moving average: weights n, n-1, ..., 1 from the newest of the last n values back.
//   wma[t] = (n x[t] + (n-1) x[t-1] + ... + x[t-n+1]) / (n (n+1) / 2)
// Source: TA-Lib, ta_WMA.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: the two sums of kernels/core/rolling_trend.hpp and six operations.
// Degenerate: a window of equal values gives that value exactly; n = 1 is x. A NaN inside: NaN until the
// first bar divisible by 64 at which the window is free of it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct wma : trend_walk<wma> {
    static constexpr entry_info info{
        "wma",
        "Weighted moving average",
        "overlap",
        "sum((n - k) x[t-k]) / (n (n + 1) / 2), k = 0 .. n-1",
        "TA-Lib ta_WMA.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};

    template <class L>
    static BB_HD typename L::real of(rolling_trend<L> const& sums, lane_windows<L> const& window) {
        return sums.weighted_mean(window.bars);
    }
    template <class R>
    static BB_HD R flat(R x) {
        return x;
    }
};

BB_ISA_END
