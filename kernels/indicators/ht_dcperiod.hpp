#pragma once
// Period, in bars, of the cycle that dominates the series: 6 to 50.
//   ht_dcperiod = smooth_period of kernels/core/hilbert.hpp
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 7; TA-Lib, ta_HT_DCPERIOD.c
// (https://ta-lib.org): look-back 32, unstable period 0. Cost per bar: that of the core.
// Degenerate: a flat series keeps the last period; a NaN inside stays for ever; values depend on where the
// series begins.

#include "kernels/core/hilbert.hpp"

BB_ISA_BEGIN

struct ht_dcperiod {
    static constexpr entry_info info{
        "ht_dcperiod",
        "Hilbert transform, dominant cycle's period",
        "cycle",
        "360 / angle between the phasors of bars t and t-1, limited and smoothed",
        "Ehlers 2001; TA-Lib ta_HT_DCPERIOD.c, https://ta-lib.org",
        "flat: the last period; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 32; }

    template <class L>
    struct state {
        hilbert_cycle cycle;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.cycle.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t - in.begin >= cycle_start) s.cycle.step(in.x[0], t);
        out[0] = typename L::real(s.cycle.smooth_period);
    }
};

BB_ISA_END
