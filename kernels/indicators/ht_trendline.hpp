#pragma once
// The series without its dominant cycle: smoothed means over one turn of it.
//   ht_trendline = trendline of kernels/core/cycle_phase.hpp
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 10; TA-Lib, ta_HT_TRENDLINE.c
// (https://ta-lib.org): look-back 63, unstable period 0. Cost per bar: that of kernels/core/hilbert.hpp and
// at most 50 additions. Degenerate: flat: the value within rounding; a NaN inside stays for ever; values
// depend on where the series begins.

#include "kernels/core/cycle_phase.hpp"

BB_ISA_BEGIN

struct ht_trendline {
    static constexpr entry_info info{
        "ht_trendline",
        "Hilbert transform, instantaneous trend line",
        "overlap",
        "(4 m[t] + 3 m[t-1] + 2 m[t-2] + m[t-3]) / 10, m the mean over one period",
        "Ehlers 2001; TA-Lib ta_HT_TRENDLINE.c, https://ta-lib.org",
        "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 63; }

    template <class L>
    struct state {
        hilbert_cycle cycle;
        cycle_trendline line;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.cycle.start();
        s.line.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t - in.begin >= cycle_start_phase) {
            s.cycle.step(in.x[0], t);
            s.line.step(in.x[0], s.cycle, t);
        }
        out[0] = typename L::real(s.line.value);
    }
};

BB_ISA_END
