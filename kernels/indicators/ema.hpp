#pragma once
// Exponential moving average, seeded with the mean of the first n values.
//   ema[n-1] = mean(x[0..n-1]);  ema[t] = ema[t-1] + a (x[t] - ema[t-1]),  a = 2 / (n + 1)
// Source: TA-Lib, ta_EMA.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n-1, unstable period 0.
// Cost per bar: four operations, one after the other (the recursion's latency is the limit).
// Degenerate: n = 1 is x itself; a NaN inside stays for ever; values depend on where the series begins.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct ema {
    static constexpr entry_info info{"ema",
                                     "Exponential moving average",
                                     "overlap",
                                     "ema += 2/(n+1) * (x - ema), seeded with the mean of the first n",
                                     "TA-Lib ta_EMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 200, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        typename L::real alpha;
        int64_t longest;
        seeded_mean<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.alpha = real(2.0) / (p[0] + real(1.0));
        s.longest = windows_of<L>(p[0]).longest;
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        int64_t const age = t - in.begin;
        s.mean.step(real(in.x[0][t]), real(static_cast<double>(age)), p[0], s.alpha, age >= s.longest);
        out[0] = s.mean.value;
    }
};

BB_ISA_END
