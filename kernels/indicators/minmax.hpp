#pragma once
// The minimum and the maximum of the last n values.
//   min[t] = min(x[t-n+1], ..., x[t]);  max[t] = max(x[t-n+1], ..., x[t])
// Source: TA-Lib, ta_MINMAX.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: twice kernels/core/rolling_extreme.hpp, about n/8 comparisons and two gathers on any data.
// Degenerate: NaN while a NaN is in the window, right again the bar after it has left; -0 counts as 0.

#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

struct minmax {
    static constexpr entry_info info{"minmax",
                                     "Lowest and highest value",
                                     "math",
                                     "min(x[t-n+1..t]), max(x[t-n+1..t])",
                                     "TA-Lib ta_MINMAX.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window; -0 becomes 0"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"min", "max"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme<L, false> lowest;
        rolling_extreme<L, true> highest;
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
        out[0] = s.lowest.step(in.x[0], in.begin, t, s.window);
        out[1] = s.highest.step(in.x[0], in.begin, t, s.window);
    }
};

BB_ISA_END
