#pragma once
// Detrended price oscillator, as it is known at t: an earlier price less a mean about the bars around it.
//   dpo[t] = x[t - (n / 2 + 1)] - sma(x, n)[t], n / 2 rounded down
// Charts move it n / 2 + 1 bars back, under the price that it belongs to; that would read the mean's later
// half ahead of time, so it stays here at the bar where it is known. Source: Steven Achelis,
// Technical Analysis from A to Z (2nd ed. 2001); TA-Lib 0.8 (DPO, https://ta-lib.org): look-back the larger
// of n-1 and n/2+1. Cost per bar: the sum of kernels/core/rolling.hpp, one gather and one division.
// Degenerate: flat windows give 0; a NaN inside: NaN until the next restart (t % 64 = 0) without it, up to
// eight bars as long as it is inside.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct dpo {
    static constexpr entry_info info{
        "dpo",
        "Detrended price oscillator",
        "momentum",
        "x[n / 2 + 1] - sma(x, n), not moved back",
        "Achelis 2001; as TA-Lib DPO, https://ta-lib.org",
        "flat: 0; NaN inside: NaN until the next restart (t % 64 = 0) without it, "
        "up to 8 bars: while it is inside"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 10, 60, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t shift_of(double n) { return static_cast<int64_t>(n) / 2 + 1; }
    static constexpr int64_t warmup(double const* p) {
        int64_t const mean = static_cast<int64_t>(p[0]) - 1, shift = shift_of(p[0]);
        return mean < shift ? shift : mean;
    }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]) + 1; }

    template <class L>
    struct state {
        lane_windows<L> window, shift;
        rolling_sum<L> total;
        leaving_run<L> earlier;
        flat_run<L> run;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        auto const half = [](double n) { return static_cast<double>(shift_of(n)); };
        s.window = windows_of<L>(p[0]);
        s.shift = windows_of<L>(per_lane<L>(p[0], half));
        s.total.start();
        s.run.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        double const* x = in.x[0];
        s.run.step(x, in.begin, t);
        s.total.step(x, in.begin, t, s.window);
        real mean = s.total.sum * s.window.share;
        auto const flat = s.run.covers(s.window);
        mean = select(flat, real(x[t]), mean);
        out[0] = s.earlier.step(x, in.begin, t, s.shift, real(0.0)) - mean;
    }
};

BB_ISA_END
