#pragma once
// Gravestone doji: a doji at its low with an upper shadow.
//   body <= body_doji, lower < shadow_very_short, upper > shadow_very_short
// 100: found, as TA-Lib, though it is read as bearish.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLGRAVESTONEDOJI.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlgravestonedoji : candle_pattern {
    static constexpr entry_info info{"cdlgravestonedoji",
                                     "Gravestone doji",
                                     "pattern",
                                     "doji with hardly a lower and with an upper shadow",
                                     "Nison 1991; TA-Lib ta_CDLGRAVESTONEDOJI.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(all_of(c.is_doji(0), c.no_lower(0), c.has_upper(0)));
    }
};

BB_ISA_END
