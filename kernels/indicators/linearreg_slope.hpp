#pragma once
// Slope, per bar, of the straight line through the last n values with the least squares of its errors.
//   slope[t] = sum((m - k) x[t-k]) / (n (n^2 - 1) / 12), m = (n-1) / 2, k = 0 .. n-1
// Source: TA-Lib, ta_LINEARREG_SLOPE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1. There
// sums of prices are subtracted, which loses the slope at 1e8 + {0, 1}; here they are about an anchor in the
// window. Cost per bar: the two sums of kernels/core/rolling_trend.hpp, two divisions and six operations.
// Degenerate: a window of equal values gives 0 exactly. A NaN inside: NaN until the first bar divisible by 64
// at which the window is free of it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct linearreg_slope {
    static constexpr entry_info info{
        "linearreg_slope",
        "Slope of the regression line",
        "statistic",
        "sum((m - k) x[t-k]) / (n (n^2 - 1) / 12), m = (n-1) / 2, k = 0 .. n-1",
        "TA-Lib ta_LINEARREG_SLOPE.c, https://ta-lib.org",
        "flat window: exactly 0; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_trend<L> sums;
        flat_run<L> run;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.sums.start(p[0]);
        s.run.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        s.run.step(x, in.begin, t);
        s.sums.step(x, in.begin, t, s.window);
        auto const flat = s.run.covers(s.window);
        out[0] = select(flat, real(0.0), s.sums.slope(s.window.bars));
    }
};

BB_ISA_END
