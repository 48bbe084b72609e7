#pragma once
// Average true range: Wilder's mean of the true range.
//   atr[n] = mean(trange[1..n]);  atr[t] = (atr[t-1] (n - 1) + trange[t]) / n
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section III; TA-Lib, ta_ATR.c
// (https://ta-lib.org): the first true range is that of the second bar, look-back n, unstable period 0.
// Cost per bar: one division and about ten other operations.
// Degenerate: flat bars give 0; n = 1 is trange; a NaN inside stays for ever.

#include "kernels/core/average_range.hpp"

BB_ISA_BEGIN

struct atr {
    static constexpr entry_info info{
        "atr",
        "Average true range",
        "volatility",
        "(atr * (n-1) + trange) / n, seeded with the mean of the first n true ranges",
        "Wilder 1978; TA-Lib ta_ATR.c, https://ta-lib.org",
        "flat bars: 0; n = 1: trange; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        average_range<L> range;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.range.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t > in.begin) s.range.step(in, t, p[0]);  // the first bar has no close before
        out[0] = s.range.mean.value;
    }
};

BB_ISA_END
