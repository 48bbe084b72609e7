#pragma once
// Weighted moving average: weights n, n-1, ..., 1 from the newest of the last n values back.
//   wma[t] = (n x[t] + (n-1) x[t-1] + ... + x[t-n+1]) / (n (n+1) / 2)
// Source: TA-Lib, ta_WMA.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: the two sums of kernels/core/rolling_trend.hpp, one division and six operations.
// Degenerate: a window of equal values gives that value exactly; n = 1 is x. A NaN inside: NaN until the
// first bar divisible by 64 at which the window is free of it.

#include "kernels/core/rolling_trend.hpp"

BB_ISA_BEGIN

struct wma {
    static constexpr entry_info info{
        "wma",
        "Weighted moving average",
        "overlap",
        "sum((n - k) x[t-k]) / (n (n + 1) / 2), k = 0 .. n-1",
        "TA-Lib ta_WMA.c, https://ta-lib.org",
        "flat window: exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
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
        out[0] = select(flat, real(x[t]), s.sums.weighted_mean(s.window.bars));
    }
};

BB_ISA_END
