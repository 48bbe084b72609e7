#pragma once
// The bar of the highest of the last n values.
//   maxindex[t] = s in [t-n+1, t] with x[s] = max(x[t-n+1], ..., x[t]), the newest of equals
// Bars are counted from bar 0 of the series, whether its first bars have values or not, as by TA-Lib: a bar
// keeps its number wherever the values begin. t minus it is the age of the extreme.
// Source: TA-Lib, ta_MAXINDEX.c (Angelo Ciceri, 2006), https://ta-lib.org; look-back n-1. Of equal values
// TA-Lib takes the newest as they come in, but the oldest when it searches anew because the highest has
// left, so that its answer depends on bars before the window; here it is the newest always.
// Cost per bar: kernels/core/rolling_extreme_at.hpp, about n/8 comparisons and one gather on any data.
// Degenerate: NaN while a NaN is in the window, right again the bar after it has left; flat window: t.

#include "kernels/core/rolling_extreme_at.hpp"

BB_ISA_BEGIN

struct maxindex {
    static constexpr entry_info info{"maxindex",
                                     "Bar of the highest value",
                                     "math",
                                     "newest s in [t-n+1, t] with x[s] = max(x[t-n+1..t])",
                                     "TA-Lib ta_MAXINDEX.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window; flat window: t"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme_at<L, true> extreme;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.extreme.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        out[0] = s.extreme.step(in.x[0], in.begin, t, s.window).bar;
    }
};

BB_ISA_END
