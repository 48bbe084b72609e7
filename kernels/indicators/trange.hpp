#pragma once
// True range of a bar.
//   trange[t] = max(high - low, |close[t-1] - high|, |close[t-1] - low|)
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section III; TA-Lib,
// ta_TRANGE.c (https://ta-lib.org): look-back 1, the first bar has no previous close and no value. Cost per
// bar: seven operations. Degenerate: flat bars give 0; a NaN in any of the four prices gives NaN for that
// bar.

#include "kernels/core/entry.hpp"
#include "kernels/core/true_range.hpp"

BB_ISA_BEGIN

struct trange {
    static constexpr entry_info info{"trange",
                                     "True range",
                                     "volatility",
                                     "max(high - low, |close[t-1] - high|, |close[t-1] - low|)",
                                     "Wilder 1978; TA-Lib ta_TRANGE.c, https://ta-lib.org",
                                     "flat bars: 0; NaN in any of the four prices: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = true_range_of(at(0), at(1), at(2, 1));
    }
};

BB_ISA_END
