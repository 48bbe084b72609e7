#pragma once
// Takuri line: a dragonfly doji with a very long lower shadow.
//   body <= body_doji, upper < shadow_very_short, lower > shadow_very_long
// 100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLTAKURI.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdltakuri : candle_pattern {
    static constexpr entry_info info{"cdltakuri",
                                     "Takuri line",
                                     "pattern",
                                     "doji with hardly an upper shadow and a lower one above twice its body",
                                     "Nison 1991; TA-Lib ta_CDLTAKURI.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(all_of(c.is_doji(0), c.no_upper(0), c.lower(0) > c.shadow_very_long(0)));
    }
};

BB_ISA_END
