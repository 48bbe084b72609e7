#pragma once
// Three stars in the south: three black bars, each smaller and lower ones closer to their lows.
//   black[2], black[1], black; body[2] > body_long[2], lower[2] > shadow_long[2];
//   body[1] < body[2], c[2] < o[1] <= h[2], l[2] <= l[1] < c[2], lower[1] > shadow_very_short[1];
//   body < body_short, both shadows < shadow_very_short, l > l[1], h < h[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDL3STARSINSOUTH.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies and two of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3starsinsouth : candle_pattern {
    static constexpr entry_info info{
        "cdl3starsinsouth",
        "Three stars in the south",
        "pattern",
        "long black bar with a long lower shadow, a smaller black one above its low, a small black one "
        "without shadows inside that",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDL3STARSINSOUTH.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape =
            all_of(c.black(2), c.black(1), c.black(0), c.lower(2) > c.shadow_long(2), c.body(1) < c.body(2),
                   c.open(1) > c.close(2), c.open(1) <= c.high(2), c.low(1) < c.close(2),
                   c.low(1) >= c.low(2), c.low(0) > c.low(1), c.high(0) < c.high(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(
            all_of(shape, c.is_long(2), c.has_lower(1), c.is_short(0), c.no_lower(0), c.no_upper(0)));
    }
};

BB_ISA_END
