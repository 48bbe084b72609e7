#pragma once
// Exponential moving average with a rate of its own, seeded with the mean of the first n values.
//   e[n-1] = mean(x[0..n-1]);  e[t] = e[t-1] + alpha (x[t] - e[t-1])
// Source: the mean of TA-Lib's ta_MACDFIX.c (https://ta-lib.org), whose rates 0.15 and 0.075 are Appel's of
// 1979. Cost per bar: four operations, one after the other. Degenerate: a NaN inside stays for ever; values
// depend on where the series begins.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct ema_alpha {
    static constexpr entry_info info{"ema_alpha",
                                     "Exponential moving average with its own rate",
                                     "overlap",
                                     "e += alpha * (x - e), seeded with the mean of the first n",
                                     "TA-Lib ta_MACDFIX.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 12, 5, 200, 5, true},
                                            {"alpha", "1", 0, 1, 0.15, 0.05, 0.5, 0.05, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        int64_t longest;
        seeded_mean<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.longest = windows_of<L>(p[0]).longest;
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        int64_t const age = t - in.begin;
        s.mean.step(real(in.x[0][t]), real(static_cast<double>(age)), p[0], p[1], age >= s.longest);
        out[0] = s.mean.value;
    }
};

BB_ISA_END
