#pragma once
// Linear regression: where the straight line through the last n values, with the least squares of its errors,
// stands at the newest bar.
//   linearreg = sma(x, n) + (n-1)/2 linearreg_slope(x, n)
// Source: TA-Lib, ta_LINEARREG.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: the sums of kernels/core/rolling_trend.hpp and about twelve operations. Degenerate: a window
// of equal values gives that value exactly. A NaN inside: NaN until the next restart without it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct linearreg {
    static constexpr entry_info info{
        "linearreg",
        "Linear regression, at the newest bar",
        "statistic",
        "sma(x, n) + (n-1)/2 linearreg_slope(x, n)",
        "TA-Lib ta_LINEARREG.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
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
        out[0] = select(flat, real(x[t]), s.sums.end_of_line(s.window));
    }
};

BB_ISA_END
