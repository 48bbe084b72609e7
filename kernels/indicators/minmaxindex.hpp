#pragma once
// The bars of the lowest and of the highest of the last n values.
//   min[t] = minindex(x, n)[t];  max[t] = maxindex(x, n)[t]
// Source: TA-Lib, ta_MINMAXINDEX.c (Angelo Ciceri, 2006), https://ta-lib.org; look-back n-1. Numbers of
// bars and equal values as in kernels/indicators/maxindex.hpp.
// Cost per bar: twice kernels/core/rolling_extreme_at.hpp, about n/4 comparisons and two gathers on any
// data.
// Degenerate: NaN while a NaN is in the window, right again the bar after it has left; flat window: t.

#include "kernels/core/rolling_extreme_at.hpp"

BB_ISA_BEGIN

struct minmaxindex {
    static constexpr entry_info info{"minmaxindex",
                                     "Bars of the lowest and the highest value",
                                     "math",
                                     "minindex(x, n), maxindex(x, n)",
                                     "TA-Lib ta_MINMAXINDEX.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window; flat window: t"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"min", "max"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme_at<L, false> lowest;
        rolling_extreme_at<L, true> highest;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.lowest.start();
        s.highest.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        out[0] = s.lowest.step(in.x[0], in.begin, t, s.window).bar;
        out[1] = s.highest.step(in.x[0], in.begin, t, s.window).bar;
    }
};

BB_ISA_END
