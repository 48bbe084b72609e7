#pragma once
// The sum of the last n values.
//   sum[t] = x[t-n+1] + ... + x[t]
// Source: TA-Lib, ta_SUM.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: one gather, one multiplication and the sum of kernels/core/rolling.hpp.
// Degenerate: a window of equal values gives n times the value, rounded once, so that equal windows have
// equal sums. A NaN inside: NaN until the first bar divisible by 64 at which the window is free of it, up
// to eight bars as long as it is inside.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct sum {
    static constexpr entry_info info{
        "sum",
        "Sum of the last values",
        "math",
        "x[t-n+1] + ... + x[t]",
        "TA-Lib ta_SUM.c, https://ta-lib.org",
        "flat window: n times the value; NaN inside: NaN until the next restart (t % 64 = 0) without it, "
        "up to 8 bars: while it is inside"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    static constexpr bool is_short(double const* p) { return p[0] <= static_cast<double>(short_window); }
    template <class L>
    static BB_HD void short_value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        int64_t const n = static_cast<int64_t>(p[0]);
        real const now = at(0);
        out[0] = select(short_run(at, n), now * real(p[0]), short_sum(at, n));
    }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_sum<L> total;
        flat_run<L> run;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.total.start();
        s.run.start();
    }
    template <class L, class In>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        s.run.step(x, in.begin, t);
        s.total.step(x, in.begin, t, s.window);
        out[0] = s.total.sum;
        auto const flat = s.run.covers(s.window);
        out[0] = select(flat, real(x[t]) * s.window.bars, out[0]);
    }
};

BB_ISA_END
