#pragma once
// The minimum of the last n values.
//   lowest[t] = min(x[t-n+1], ..., x[t])
// Source: TA-Lib, ta_MIN.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1.
// Cost per bar: kernels/core/rolling_extreme.hpp, about n/16 comparisons and one gather on any data.
// Degenerate: NaN while a NaN is in the window, right again the bar after it has left; -0 counts as 0.

#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

struct lowest {
    static constexpr entry_info info{"lowest",
                                     "Lowest value",
                                     "math",
                                     "min(x[t-n+1..t])",
                                     "TA-Lib ta_MIN.c, https://ta-lib.org",
                                     "NaN while a NaN is in the window; -0 becomes 0"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }
    static constexpr window_extreme shared_by_lanes = window_extreme::lowest;

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme<L, false> extreme;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.extreme.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        out[0] = s.extreme.step(in.x[0], in.begin, t, s.window);
    }
};

BB_ISA_END
