#pragma once
// Hammer: after a fall, a short body on a long lower shadow.
//   body < body_short, lower > shadow_long, upper < shadow_very_short, min(o, c) <= l[1] + near[1]
// 100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLHAMMER.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: means of
// ten bodies, ten ranges and five ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlhammer : candle_pattern {
    static constexpr entry_info info{
        "cdlhammer",
        "Hammer",
        "pattern",
        "short body, long lower and hardly an upper shadow, body within near of the low before",
        "Nison 1991; TA-Lib ta_CDLHAMMER.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(all_of(c.is_short(0), c.lower(0) > c.shadow_long(0), c.no_upper(0),
                                  c.bottom(0) <= c.low(1) + c.near(1)));
    }
};

BB_ISA_END
