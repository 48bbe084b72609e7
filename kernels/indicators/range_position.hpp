#pragma once
// Where a value lies in the range of its last n, from 0 (lowest) to 100 (highest): the raw stochastic of any
// series.
//   range_position = 100 (x - l) / (h - l), h = highest(x, n), l = lowest(x, n)
// Where there is no range it keeps its last value, 0 at first, as the Schaff trend cycle (stc.hpp) wants it.
// Source: definition. Look-back n-1. Cost per bar: two rolling extremes and one division. Degenerate: no
// range keeps the value before; NaN while a NaN is in the window.

#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

struct range_position {
    static constexpr entry_info info{
        "range_position", "Position in the range",
        "momentum",       "100 (x - lowest(x, n)) / (highest(x, n) - lowest(x, n))",
        "definition",     "no range: the value before, at first 0; NaN while a NaN is in the window"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme<L, true> highest;
        rolling_extreme<L, false> lowest;
        typename L::real last;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.highest.start();
        s.lowest.start();
        s.last = typename L::real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        real const high = s.highest.step(in.x[0], in.begin, t, s.window);
        real const low = s.lowest.step(in.x[0], in.begin, t, s.window);
        real const range = high - low;
        real const position = real(100.0) * ((real(in.x[0][t]) - low) / range);
        out[0] = select(range == real(0.0), s.last, position);
        auto const full = window_full<L>(in.begin - 1, t, s.window);
        s.last = select(full & (out[0] == out[0]), out[0], s.last);
    }
};

BB_ISA_END
