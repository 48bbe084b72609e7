#pragma once
// The two components of the dominant cycle: in phase with it and a quarter of a turn ahead.
//   inphase, quadrature of kernels/core/hilbert.hpp
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 6; TA-Lib, ta_HT_PHASOR.c
// (https://ta-lib.org): look-back 32, unstable period 0. Cost per bar: that of the core.
// Degenerate: a flat series fades to 0; a NaN inside stays for ever, in inphase from three bars later on;
// values depend on where the series begins.

#include "kernels/core/hilbert.hpp"

BB_ISA_BEGIN

struct ht_phasor {
    static constexpr entry_info info{"ht_phasor",
                                     "Hilbert transform, phasor",
                                     "cycle",
                                     "inphase = d[t-3], quadrature = H(d), d = H(smoothed price)",
                                     "Ehlers 2001; TA-Lib ta_HT_PHASOR.c, https://ta-lib.org",
                                     "flat: 0; NaN inside: NaN from there on, inphase three bars later"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"inphase", "quadrature"};
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
        out[0] = typename L::real(s.cycle.inphase);
        out[1] = typename L::real(s.cycle.quadrature);
    }
};

BB_ISA_END
