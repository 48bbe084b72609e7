#pragma once
// Balance of power: how much of its range a bar kept.
//   bop[t] = (close - open) / (high - low)
// Source: Igor Livshin, Balance of market power, Technical Analysis of Stocks & Commodities 19:8 (2001);
// TA-Lib, ta_BOP.c (https://ta-lib.org): look-back 0. Cost per bar: one division and three operations.
// Degenerate: a range under 1e-14 gives 0, as TA-Lib.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct bop {
    static constexpr entry_info info{"bop",
                                     "Balance of power",
                                     "momentum",
                                     "(close - open) / (high - low)",
                                     "TA-Lib ta_BOP.c, https://ta-lib.org",
                                     "high - low < 1e-14: 0, as TA-Lib"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        real const range = at(1) - at(2);
        out[0] = select(range < real(1e-14), real(0.0), (at(3) - at(0)) / range);
    }
};

BB_ISA_END
