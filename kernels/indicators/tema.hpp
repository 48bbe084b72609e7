#pragma once
// Triple exponential moving average: a straight line is followed without lag.
//   tema = (3 e1 - 3 e2) + e3, e1 = ema(x, n), e2 = ema(e1, n), e3 = ema(e2, n)
// Source: Patrick Mulloy, Smoothing data with less lag, Technical Analysis of Stocks & Commodities 12:2
// (1994); TA-Lib, ta_TEMA.c (https://ta-lib.org): look-back 3 (n-1), unstable period 0. Cost per bar: three
// exponential means in one walk and four operations. Degenerate: those of ema.

#include "kernels/core/chained_means.hpp"

BB_ISA_BEGIN

struct tema {
    static constexpr entry_info info{"tema",
                                     "Triple exponential moving average",
                                     "overlap",
                                     "3 e1 - 3 e2 + e3, each the ema of the one before",
                                     "Mulloy 1994; TA-Lib ta_TEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return 3 * (static_cast<int64_t>(p[0]) - 1); }

    template <class L>
    struct state {
        chained_means<L, 3> means;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.means.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        s.means.step(real(in.x[0][t]), t - in.begin, p[0]);
        out[0] =
            (real(3.0) * s.means.mean[0].value - real(3.0) * s.means.mean[1].value) + s.means.mean[2].value;
    }
};

BB_ISA_END
