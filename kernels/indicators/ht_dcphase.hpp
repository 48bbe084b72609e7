#pragma once
// Phase, in degrees, of the cycle that dominates the series: -45 to 315.
//   ht_dcphase = phase of kernels/core/cycle_phase.hpp
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 9; TA-Lib, ta_HT_DCPHASE.c
// (https://ta-lib.org): look-back 63, unstable period 0. Cost per bar: that of the core.
// Degenerate: in a flat stretch the phase goes on by 90 and by a bar's share of the period; TA-Lib's is that
// of its rounding there. A NaN inside stays for ever; values depend on where the series begins.

#include "kernels/core/cycle_phase.hpp"

BB_ISA_BEGIN

struct ht_dcphase {
    static constexpr entry_info info{
        "ht_dcphase",
        "Hilbert transform, dominant cycle's phase",
        "cycle",
        "atan(sum(sin(2 pi k / m) s[t-k]) / sum(cos(2 pi k / m) s[t-k])) + 90 + 360 / period",
        "Ehlers 2001; TA-Lib ta_HT_DCPHASE.c, https://ta-lib.org",
        "flat for a turn: 90 + 360 / period a bar; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 63; }

    template <class L>
    struct state {
        hilbert_cycle cycle;
        cycle_phase phase;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.cycle.start();
        s.phase.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t - in.begin >= cycle_start_phase) {
            s.cycle.step(in.x[0], t);
            s.phase.step(s.cycle, t);
        }
        out[0] = typename L::real(s.phase.degrees);
    }
};

BB_ISA_END
