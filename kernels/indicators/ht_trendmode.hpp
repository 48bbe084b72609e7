#pragma once
// Whether the series is in a trend (1) or in a cycle (0).
//   a cycle where sine and leadsine (ht_sine) have just crossed, for half a period after that, and where the
//   phase goes on by between 0.67 and 1.5 times a bar's share of the period; a trend in spite of these where
//   the smoothed price is 1.5 % or more from the trend line
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 11; TA-Lib, ta_HT_TRENDMODE.c
// (https://ta-lib.org): look-back 63, unstable period 0. Cost per bar: that of kernels/core/cycle_phase.hpp
// and two sines. Degenerate: a NaN inside stays for ever; values depend on where the series begins.

#include "kernels/core/cycle_phase.hpp"

BB_ISA_BEGIN

struct ht_trendmode {
    static constexpr entry_info info{
        "ht_trendmode",
        "Hilbert transform, trend or cycle",
        "cycle",
        "0 within half a period of a crossing of the sines or while the phase goes on evenly, else 1",
        "Ehlers 2001; TA-Lib ta_HT_TRENDMODE.c, https://ta-lib.org",
        "1 where the price is 1.5 % from the trend line; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 63; }

    template <class L>
    struct state {
        hilbert_cycle cycle;
        cycle_phase phase;
        cycle_trendline line;
        double sine, lead, days;  // days: bars since the sines crossed
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.cycle.start();
        s.phase.start();
        s.line.start();
        s.sine = s.lead = s.days = 0.0;
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        out[0] = typename L::real(0.0);
        if (t - in.begin < cycle_start_phase) return;
        double const phase = s.phase.degrees, sine = s.sine, lead = s.lead;
        s.cycle.step(in.x[0], t);
        s.phase.step(s.cycle, t);
        s.line.step(in.x[0], s.cycle, t);
        s.sine = exact_sin(s.phase.degrees * radians_per_degree);
        s.lead = exact_sin((s.phase.degrees + 45.0) * radians_per_degree);
        bool trend = true;
        bool const up = s.sine > s.lead && sine <= lead, down = s.sine < s.lead && sine >= lead;
        if (up || down) {
            s.days = 0.0;
            trend = false;
        }
        s.days += 1.0;
        if (s.days < 0.5 * s.cycle.smooth_period) trend = false;
        double const turned = s.phase.degrees - phase, even = 360.0 / s.cycle.smooth_period;
        if (turned > 0.67 * even && turned < 1.5 * even) trend = false;
        double const away = (s.cycle.smooth - s.line.value) / s.line.value;
        if (s.line.value != 0.0 && (away >= 0.015 || away <= -0.015)) trend = true;
        double const known = s.phase.degrees == s.phase.degrees ? 1.0 : quiet_nan();
        out[0] = typename L::real(trend ? known : known - known);
    }
};

BB_ISA_END
