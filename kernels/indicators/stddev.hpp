#pragma once
// Standard deviation of the last n values, with 1/n, times k.
//   stddev[t] = k sqrt(var(x, n)[t])
// Source: TA-Lib, ta_STDDEV.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: that of rolling_moments, two divisions and a square root.
// Degenerate: a window of equal values gives 0 exactly. A NaN inside: NaN until the next restart without it.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct stddev {
    static constexpr entry_info info{
        "stddev",
        "Standard deviation",
        "statistic",
        "k * sqrt(var(x, n))",
        "TA-Lib ta_STDDEV.c, https://ta-lib.org",
        "flat window: exactly 0; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 5, 5, 100, 5, true},
                                            {"k", "standard deviations", -1e6, 1e6, 1, 1, 3, 0.5, false}};
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
        real deviation = square_root(s.sums.variance(s.window));
        auto const flat = s.run.covers(s.window);
        deviation = select(flat, real(0.0), deviation);
        out[0] = deviation * p[1];
    }
};

BB_ISA_END
