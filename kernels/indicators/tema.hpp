#pragma once
// Triple exponential moving average: a straight line is followed without lag.
//   tema = (3 e1 - 3 e2) + e3, e1 = ema(x, n), e2 = ema(e1, n), e3 = ema(e2, n)
// Source: Patrick Mulloy, Smoothing data with less lag, Technical Analysis of Stocks & Commodities 12:2
// (1994); TA-Lib, ta_TEMA.c (https://ta-lib.org): look-back 3 (n-1), unstable period 0. Cost per bar: three
// exponential means in one walk and four operations. Degenerate: those of ema.

#include "kernels/core/chained_means.hpp"

BB_ISA_BEGIN

struct tema : chained_walk<tema, 3> {
    static constexpr entry_info info{"tema",
                                     "Triple exponential moving average",
                                     "overlap",
                                     "3 e1 - 3 e2 + e3, each the ema of the one before",
                                     "Mulloy 1994; TA-Lib ta_TEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};

    template <class L>
    static BB_HD typename L::real of(seeded_mean<L> const* mean) {
        using real = typename L::real;
        return (real(3.0) * mean[0].value - real(3.0) * mean[1].value) + mean[2].value;
    }
};

BB_ISA_END
