#pragma once
// Bollinger bands about the simple moving average.
//   middle = sma(x, n);  sd = sqrt(mean((x - middle)^2)) over the window (1/n);  upper, lower = middle + up
//   sd, - down sd
// Source: John Bollinger, Bollinger on Bollinger Bands (2001); TA-Lib, ta_BBANDS.c with the simple average
// (https://ta-lib.org): look-back n-1.
// Cost per bar: two gathers, six divisions at most, one square root, and the sums of
// kernels/core/rolling.hpp. Degenerate: a window of equal values gives three times that value exactly; TA-Lib
// sets the deviation to 0 below a variance of 1e-14, here tiny prices keep theirs. A NaN inside: NaN until
// the first bar divisible by 64 at which the window is free of it; the middle as sma. Rounding of the
// variance is about 64 ulp of the largest squared distance from the anchor.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct bbands {
    static constexpr entry_info info{
        "bbands",
        "Bollinger bands",
        "overlap",
        "middle = sma(x, n); upper = middle + up * sd; lower = middle - down * sd; sd with 1/n",
        "Bollinger 2001; TA-Lib ta_BBANDS.c, https://ta-lib.org",
        "flat window: all three exactly the value; NaN inside: NaN until the next restart (t % 64 = 0) "
        "without it, the middle as sma"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 5, 5, 100, 5, true},
                                            {"up", "standard deviations", -1e6, 1e6, 2, 1, 3, 0.5, false},
                                            {"down", "standard deviations", -1e6, 1e6, 2, 1, 3, 0.5, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"upper", "middle", "lower"};
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
    static BB_HD void step(state<L>& s, typename L::real const* p, In const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        auto const& x = in.x[0];
        s.run.step(x, in.begin, t);
        s.sums.step(x, in.begin, t, s.window);
        real middle = s.sums.plain.sum * s.window.share;
        real deviation = square_root(s.sums.variance(s.window));
        auto const flat = s.run.covers(s.window);
        middle = select(flat, real(x[t]), middle);
        deviation = select(flat, real(0.0), deviation);
        out[0] = middle + p[1] * deviation;
        out[1] = middle;
        out[2] = middle - p[2] * deviation;
    }
};

BB_ISA_END
