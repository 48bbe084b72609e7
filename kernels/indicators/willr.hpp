#pragma once
// Williams %R: where the close lies in the range of the last n bars, from -100 (lowest) to 0 (highest).
//   willr = -100 (h - close) / (h - l), h = highest(high, n), l = lowest(low, n)
// Source: Larry Williams, How I Made One Million Dollars Last Year Trading Commodities (1979); TA-Lib,
// ta_WILLR.c (https://ta-lib.org): look-back n-1. Cost per bar: two rolling extremes and two divisions.
// Degenerate: no range in the window gives 0, as TA-Lib; NaN while a NaN is in it.

#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

struct willr {
    static constexpr entry_info info{"willr",
                                     "Williams %R",
                                     "momentum",
                                     "-100 (highest(high, n) - close) / (highest(high, n) - lowest(low, n))",
                                     "Williams 1979; TA-Lib ta_WILLR.c, https://ta-lib.org",
                                     "no range in the window: 0, as TA-Lib; NaN while a NaN is in it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme<L, true> highest;
        rolling_extreme<L, false> lowest;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.highest.start();
        s.lowest.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        real const high = s.highest.step(in.x[0], in.begin, t, s.window);
        real const low = s.lowest.step(in.x[1], in.begin, t, s.window);
        real const close(in.x[2][t]);
        real const unit = (high - low) / real(-100.0);
        out[0] = select(unit == real(0.0), real(0.0), (high - close) / unit);
    }
};

BB_ISA_END
