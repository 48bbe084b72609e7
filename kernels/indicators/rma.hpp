#pragma once
// Wilder's moving average, seeded with the mean of the first n values.
//   rma[n-1] = mean(x[0..n-1]);  rma[t] = (rma[t-1] (n - 1) + x[t]) / n
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section III; look-back n-1. It
// is the mean inside rsi, atr and cmo, an exponential one with the share 1/n. Cost per bar: four operations,
// two of them one after the other. Degenerate: n = 1 is x itself; a NaN inside stays for ever; values depend
// on where the series begins.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct rma {
    static constexpr entry_info info{
        "rma",         "Wilder's moving average",
        "overlap",     "(rma (n-1) + x) / n, seeded with the mean of the first n",
        "Wilder 1978", "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        int64_t longest;
        typename L::real share;
        seeded_mean<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.longest = windows_of<L>(p[0]).longest;
        s.share = typename L::real(1.0) / p[0];
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        int64_t const age = t - in.begin;
        s.mean.step(real(in.x[0][t]), real(static_cast<double>(age)), p[0], s.share, age >= s.longest);
        out[0] = s.mean.value;
    }
};

BB_ISA_END
