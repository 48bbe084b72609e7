#pragma once
// Rising/falling three methods: a long bar, three small ones against it within its range, and a long one on.
//   body[4] > body_long[4], body > body_long; body < body_short for [3], [2], [1], each touching the range
//     of [4];
//   rising: white[4], black[3], black[2], black[1], c[3] > c[2] > c[1], white, o > c[1], c > c[4];
//   falling: the mirror image
// 100: rising, -100: falling.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLRISEFALL3METHODS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 14, TA-Lib's look-back: the ten bars of the means and four of the pattern. Cost per bar: prices
// first; five means of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlrisefall3methods : candle_pattern {
    static constexpr entry_info info{"cdlrisefall3methods",
                                     "Rising/falling three methods",
                                     "pattern",
                                     "long bar, three small ones of the other colour inside its range, long "
                                     "bar of its colour beyond its close",
                                     "Nison 1991; TA-Lib ta_CDLRISEFALL3METHODS.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 4; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const touch = all_of(c.bottom(3) < c.high(4), c.top(3) > c.low(4), c.bottom(2) < c.high(4),
                                  c.top(2) > c.low(4), c.bottom(1) < c.high(4), c.top(1) > c.low(4));
        mask const up =
            all_of(touch, c.white(4), c.black(3), c.black(2), c.black(1), c.white(0), c.close(2) < c.close(3),
                   c.close(1) < c.close(2), c.open(0) > c.close(1), c.close(0) > c.close(4));
        mask const down =
            all_of(touch, c.black(4), c.white(3), c.white(2), c.white(1), c.black(0), c.close(2) > c.close(3),
                   c.close(1) > c.close(2), c.open(0) < c.close(1), c.close(0) < c.close(4));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(c.is_long(4), c.is_short(3), c.is_short(2), c.is_short(1), c.is_long(0));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
