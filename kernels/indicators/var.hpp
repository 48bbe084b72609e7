#pragma once
// Variance of the last n values about their mean, with 1/n.
//   var[t] = mean of (x[t-k] - m)^2, m = mean of x[t-k], k = 0 .. n-1
// TA-Lib takes the mean of squares less the square of the mean, which keeps no digit at 1e8 + {0, 1}; here
// the sums are about an anchor in the window (rolling_moments). Source: TA-Lib, ta_VAR.c (Mario Fortier,
// 1999-2024), https://ta-lib.org; look-back n-1. Its parameter nbdev is without effect there and left out
// here. Cost per bar: that of rolling_moments and two divisions. Degenerate: a window of equal values gives 0
// exactly. A NaN inside: NaN until the next restart without it.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct var {
    static constexpr entry_info info{
        "var",
        "Variance",
        "statistic",
        "mean of (x - mean)^2 over the last n values, 1/n",
        "TA-Lib ta_VAR.c, https://ta-lib.org",
        "flat window: exactly 0; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 5, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_moments<L> sums;
        flat_run<L> run;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.sums.start();
        s.run.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        s.run.step(x, in.begin, t);
        s.sums.step(x, in.begin, t, s.window);
        out[0] = s.sums.variance(s.window);
        auto const flat = s.run.covers(s.window);
        out[0] = select(flat, real(0.0), out[0]);
    }
};

BB_ISA_END
