#pragma once
// Average directional movement index: Wilder's mean of dx, the strength of a trend of either direction.
//   adx[2n-1] = mean(dx[n..2n-1]);  adx[t] = (adx[t-1] (n - 1) + dx[t]) / n
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib, ta_ADX.c
// (https://ta-lib.org): look-back 2n-1, unstable period 0. TA-Lib passes over bars whose dx is 0 / 0; there
// dx holds its value, and as Wilder's sums never come back to exactly zero both mean: while nothing has moved
// yet, 0. Cost per bar: one division and about forty other operations (kernels/core/directional.hpp).
// Degenerate: flat bars give 0. A NaN inside stays for ever.

#include "kernels/core/directional.hpp"
#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct adx {
    static constexpr entry_info info{"adx",
                                     "Average directional movement index",
                                     "momentum",
                                     "Wilder's mean of dx(n), seeded with the mean of its first n values",
                                     "Wilder 1978; TA-Lib ta_ADX.c, https://ta-lib.org",
                                     "nothing has moved: 0; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return 2 * static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        int64_t longest;
        typename L::real share;
        directional_index<L> index;
        seeded_mean<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.longest = windows_of<L>(p[0]).longest;
        s.share = typename L::real(1.0) / p[0];
        s.index.start(p[0]);
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t > in.begin) {
            int64_t const age = t - in.begin;
            s.index.step(in, t, p[0]);
            s.mean.step(s.index.value, real(static_cast<double>(age)) - p[0], p[0], s.share,
                        age >= 2 * s.longest);
        }
        out[0] = s.mean.value;
    }
};

BB_ISA_END
