#pragma once
// Fisher transform of a price's position in its range, which turns it into something near a normal variable.
//   v = 0.66 ((x - l) / (h - l) - 0.5) + 0.67 v[1], h = highest(x, n), l = lowest(x, n)
//   line = 0.5 ln((1 + v) / (1 - v)) + 0.5 line[1], trigger = line[1]; a |v| above 0.99 becomes 0.999
// v and line are 0 before the first full window. Ehlers' x is hl2: fisher(hl2, 10). Source: John Ehlers,
// Using the Fisher transform, Technical Analysis of Stocks & Commodities 20:11 (2002). Look-back n, for the
// trigger. Cost per bar: two rolling extremes, two divisions and a logarithm. Degenerate: no range counts as
// the middle of it; a NaN inside stays for ever.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

struct fisher {
    static constexpr entry_info info{
        "fisher",
        "Fisher transform",
        "momentum",
        "0.5 ln((1 + v) / (1 - v)) + 0.5 line[1], v the smoothed position in the range of n bars",
        "Ehlers, TASC 20:11 (2002)",
        "no range: the middle of it; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 5, 30, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "trigger"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_extreme<L, true> highest;
        rolling_extreme<L, false> lowest;
        typename L::real smoothed, line;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.highest.start();
        s.lowest.start();
        s.smoothed = s.line = typename L::real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        real const high = s.highest.step(in.x[0], in.begin, t, s.window);
        real const low = s.lowest.step(in.x[0], in.begin, t, s.window);
        real const range = high - low, zero(0.0), half(0.5), one(1.0);
        real const position = select(range == zero, zero, (real(in.x[0][t]) - low) / range - half);
        real v = real(0.66) * position + real(0.67) * s.smoothed;
        v = select(real(0.99) < v, real(0.999), select(v < real(-0.99), real(-0.999), v));
        real const logarithm = per_lane<L>((one + v) / (one - v), [](double x) { return exact_log(x); });
        real const line = half * logarithm + half * s.line;
        auto const full = window_full<L>(in.begin - 1, t, s.window);
        out[1] = s.line;
        s.smoothed = select(full, v, zero);
        s.line = select(full, line, zero);
        out[0] = s.line;
    }
};

BB_ISA_END
