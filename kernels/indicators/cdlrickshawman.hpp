#pragma once
// Rickshaw man: a long-legged doji whose body lies in the middle of the bar.
//   body <= body_doji, lower > shadow_long, upper > shadow_long;
//   middle = l + (h - l) / 2: min(o, c) <= middle + near and max(o, c) >= middle - near
// 100: found; says indecision, not a direction.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLRICKSHAWMAN.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: means of ten and of five ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlrickshawman : candle_pattern {
    static constexpr entry_info info{
        "cdlrickshawman",
        "Rickshaw man",
        "pattern",
        "doji with two long shadows and its body within near of the bar's middle",
        "Nison 1991; TA-Lib ta_CDLRICKSHAWMAN.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        candles<L> const c{at};
        real const middle = c.low(0) + c.range(0) * real(0.5), near = c.near(0);
        out[0] = c.bullish(all_of(c.is_doji(0), c.lower(0) > c.shadow_long(0), c.upper(0) > c.shadow_long(0),
                                  c.bottom(0) <= middle + near, c.top(0) >= middle - near));
    }
};

BB_ISA_END
