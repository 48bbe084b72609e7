#pragma once
// Chaikin oscillator: a fast exponential mean of the accumulation/distribution line less a slow one.
//   adosc = e(fast) - e(slow); e(n) begins as the line's first value, then e = k ad + (1 - k) e, k = 2 / (n +
//   1)
// Source: Marc Chaikin's oscillator, in Steven Achelis, Technical Analysis from A to Z (2nd ed. 2001);
// TA-Lib, ta_ADOSC.c (https://ta-lib.org): look-back that of the longer mean, n-1, though it begins at the
// first bar; fast and slow are not exchanged. Cost per bar: one division and about fourteen operations.
// Degenerate: bars without range change nothing but the means; a NaN inside stays for ever.

#include "kernels/core/money_flow.hpp"
#include "kernels/core/running_total.hpp"

BB_ISA_BEGIN

struct adosc {
    static constexpr entry_info info{"adosc",
                                     "Chaikin oscillator",
                                     "volume",
                                     "exponential means of ad from the first bar on, fast less slow",
                                     "Chaikin, in Achelis 2001; TA-Lib ta_ADOSC.c, https://ta-lib.org",
                                     "high = low: no flow; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"fast", "bars", 2, 100000, 3, 2, 10, 1, true},
                                            {"slow", "bars", 2, 100000, 10, 10, 40, 5, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) {
        return static_cast<int64_t>(p[0] < p[1] ? p[1] : p[0]) - 1;
    }

    template <class L>
    struct state {
        running_total flow;
        typename L::real alpha[2], mean[2];  // fast, slow
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.flow.start();
        for (int k = 0; k < 2; ++k) {
            s.alpha[k] = real(2.0) / (p[k] + real(1.0));
            s.mean[k] = real(0.0);
        }
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        double const flow = money_flow_of(in.x[0][t], in.x[1][t], in.x[2][t], in.x[3][t]);
        real const line(s.flow.step(t, flow));
        for (int k = 0; k < 2; ++k) {
            real const moved = s.alpha[k] * line + (real(1.0) - s.alpha[k]) * s.mean[k];
            s.mean[k] = t == in.begin ? line : moved;
        }
        out[0] = s.mean[0] - s.mean[1];
    }
};

BB_ISA_END
