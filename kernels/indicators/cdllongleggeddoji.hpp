#pragma once
// Long-legged doji: a doji with a long shadow on either side.
//   body <= body_doji; lower > shadow_long or upper > shadow_long
// 100: found; says indecision, not a direction.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLLONGLEGGEDDOJI.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdllongleggeddoji : candle_pattern {
    static constexpr entry_info info{"cdllongleggeddoji",
                                     "Long-legged doji",
                                     "pattern",
                                     "doji with a shadow longer than its body",
                                     "Nison 1991; TA-Lib ta_CDLLONGLEGGEDDOJI.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(
            all_of(c.is_doji(0), one_of(c.lower(0) > c.shadow_long(0), c.upper(0) > c.shadow_long(0))));
    }
};

BB_ISA_END
