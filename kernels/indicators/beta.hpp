#pragma once
// Beta of two series: the slope of y's returns on those of x over the last n returns.
//   beta = cov(rx, ry) / var(rx), rx[t] = x[t] / x[t-1] - 1, ry alike
// Source: William Sharpe, A simplified model for portfolio analysis, Management Science 9:2 (1963), 277-293;
// TA-Lib, ta_BETA.c (https://ta-lib.org): look-back n. x is the market, its first input. Cost per bar: the
// sums of kernels/core/rolling_pair.hpp and six divisions. Degenerate, as TA-Lib: a return from 0 is 0, and
// beta is 0 where x's returns do not vary; TA-Lib takes n^2 times their variance below 1e-14 for that, here
// small returns keep their beta. A NaN inside: NaN until the first bar divisible by 64 at which the window is
// free of it.

#include "kernels/core/rolling_pair.hpp"

BB_ISA_BEGIN

struct beta {
    static constexpr entry_info info{
        "beta",
        "Beta of returns",
        "statistic",
        "cov(rx, ry) / var(rx), returns r of x and y over the last n bars",
        "Sharpe 1963; TA-Lib ta_BETA.c, https://ta-lib.org",
        "returns of x all equal: 0, a return from 0: 0, as TA-Lib; NaN inside: NaN until the next restart "
        "(t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 5, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x", "y"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]) + 1; }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_pair<L> sums;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.sums.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        if (t == in.begin) {  // no return yet
            out[0] = real(quiet_nan());
            return;
        }
        int64_t const first = in.begin + 1;
        s.sums.step(return_series<L>{in.x[0], first}, return_series<L>{in.x[1], first}, t, s.window);
        real const spread = s.sums.spread_x(s.window);
        out[0] = select(spread == real(0.0), real(0.0), s.sums.common(s.window) / spread);
    }
};

BB_ISA_END
