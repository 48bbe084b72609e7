#pragma once
// Double exponential moving average: less lag than an exponential mean of the same n.
//   dema = 2 e1 - e2, e1 = ema(x, n), e2 = ema(e1, n)
// Source: Patrick Mulloy, Smoothing data with faster moving averages, Technical Analysis of Stocks &
// Commodities 12:1 (1994); TA-Lib, ta_DEMA.c (https://ta-lib.org): look-back 2 (n-1), unstable period 0. Cost
// per bar: two exponential means in one walk and two operations. Degenerate: those of ema.

#include "kernels/core/chained_means.hpp"

BB_ISA_BEGIN

struct dema : chained_walk<dema, 2> {
    static constexpr entry_info info{"dema",
                                     "Double exponential moving average",
                                     "overlap",
                                     "2 ema(x, n) - ema(ema(x, n), n)",
                                     "Mulloy 1994; TA-Lib ta_DEMA.c, https://ta-lib.org",
                                     "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 30, 5, 100, 5, true}};

    template <class L>
    static BB_HD typename L::real of(seeded_mean<L> const* mean) {
        using real = typename L::real;
        return real(2.0) * mean[0].value - mean[1].value;
    }
};

BB_ISA_END
