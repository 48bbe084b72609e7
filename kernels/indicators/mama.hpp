#pragma once
// MESA adaptive moving average and its follower: exponential means whose speed is that of the phase.
//   phase = atan(quadrature / inphase) in degrees (kernels/core/hilbert.hpp); turned = phase[t-1] - phase[t],
//   at least 1; a = fast_limit / turned, at least slow_limit
//   mama = a x + (1 - a) mama[t-1];  fama = a/2 mama + (1 - a/2) fama[t-1]; both are 0 before bar 12
// Source: John Ehlers, MESA and Trading Market Cycles, 2nd edition (2002); MAMA: the mother of adaptive
// moving averages, Technical Analysis of Stocks & Commodities 19:9 (2001); TA-Lib, ta_MAMA.c
// (https://ta-lib.org): look-back 32, unstable period 0. Cost per bar: that of the core, an arc tangent and
// two divisions. Degenerate: inphase = 0 gives phase 0; a NaN inside stays for ever; the zero of the
// beginning fades slowly, and values depend on where the series begins.

#include "kernels/core/hilbert.hpp"

BB_ISA_BEGIN

struct mama {
    static constexpr entry_info info{
        "mama",
        "MESA adaptive moving average",
        "overlap",
        "mama += a (x - mama), a = fast_limit / phase change in degrees; fama += a/2 (mama - fama)",
        "Ehlers 2001; TA-Lib ta_MAMA.c, https://ta-lib.org",
        "flat: fast_limit; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {
        {"fast_limit", "fraction", 0.01, 0.99, 0.5, 0.3, 0.8, 0.1, false},
        {"slow_limit", "fraction", 0.01, 0.99, 0.05, 0.02, 0.1, 0.02, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"mama", "fama"};
    static constexpr int64_t warmup(double const*) { return 32; }

    template <class L>
    struct state {
        hilbert_cycle cycle;
        double phase;
        typename L::real mama, fama;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.cycle.start();
        s.phase = 0.0;
        s.mama = s.fama = typename L::real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t - in.begin >= cycle_start) {
            s.cycle.step(in.x[0], t);
            double const before = s.phase;
            s.phase = 0.0;
            if (s.cycle.inphase != 0.0)
                s.phase = exact_atan(s.cycle.quadrature / s.cycle.inphase) * degrees_per_radian;
            double const turned = before - s.phase;
            real const share = p[0] / real(turned < 1.0 ? 1.0 : turned);
            real const limited = select(share < p[1], p[1], share);
            real const a = turned > 1.0 ? limited : is_nan(turned) ? share : p[0];
            s.mama = a * real(in.x[0][t]) + (real(1.0) - a) * s.mama;
            real const half = real(0.5) * a;
            s.fama = half * s.mama + (real(1.0) - half) * s.fama;
        }
        out[0] = s.mama;
        out[1] = s.fama;
    }
};

BB_ISA_END
