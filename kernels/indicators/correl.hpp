#pragma once
// Pearson's correlation of two series over the last n bars.
//   correl = cov(x, y) / sqrt(var(x) var(y))
// Source: Karl Pearson, Proceedings of the Royal Society of London 58 (1895), 240-242; TA-Lib, ta_CORREL.c
// (https://ta-lib.org): look-back n-1. Cost per bar: the five sums of kernels/core/rolling_pair.hpp, three
// divisions and a square root. Degenerate: 0 where one of the two does not vary in the window, as TA-Lib,
// which takes any product of sums of squares below 1e-14 for that; here tiny prices keep their correlation.
// A NaN inside: NaN until the first bar divisible by 64 at which the window is free of it.

#include "kernels/core/rolling_pair.hpp"

BB_ISA_BEGIN

struct correl {
    static constexpr entry_info info{
        "correl",
        "Correlation",
        "statistic",
        "cov(x, y) / sqrt(var(x) var(y)) over the last n bars",
        "Pearson 1895; TA-Lib ta_CORREL.c, https://ta-lib.org",
        "x or y flat: 0, as TA-Lib; NaN inside: NaN until the next restart (t % 64 = 0) without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x", "y"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }
    static constexpr int64_t memory(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        lane_windows<L> window;
        rolling_pair<L> sums;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
        s.sums.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        s.sums.step(plain_series<L>{in.x[0], in.begin}, plain_series<L>{in.x[1], in.begin}, t, s.window);
        // Two roots: the product of two spreads may be too small for a float64 where they are not.
        real const scale = square_root(s.sums.spread_x(s.window)) * square_root(s.sums.spread_y(s.window));
        out[0] = select(scale == real(0.0), real(0.0), s.sums.common(s.window) / scale);
    }
};

BB_ISA_END
