#pragma once
// Doji: open and close nearly meet.
//   body <= body_doji
// 100: found; says indecision, not a direction.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLDOJI.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten ranges.
// Degenerate: bars of one price only give 100; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdldoji : candle_pattern {
    static constexpr entry_info info{"cdldoji",
                                     "Doji",
                                     "pattern",
                                     "body <= 0.1 * mean range of the ten bars before",
                                     "Nison 1991; TA-Lib ta_CDLDOJI.c, https://ta-lib.org",
                                     "flat bars: 100; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(c.is_doji(0));
    }
};

BB_ISA_END
