#pragma once
// Three black crows: after a white bar, three black ones, each opening in the body before it and closing at
// its own low.
//   white[3]; black and lower < shadow_very_short for [2], [1], [0]; h[3] > c[2] > c[1] > c;
//   c[2] < o[1] < o[2], c[1] < o < o[1]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDL3BLACKCROWS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 13, TA-Lib's look-back: the ten bars of the means and three of the pattern. Cost per bar: prices
// first; three means of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3blackcrows : candle_pattern {
    static constexpr entry_info info{
        "cdl3blackcrows",
        "Three black crows",
        "pattern",
        "white bar, three black bars closing near falling lows, each opening inside the body before",
        "Nison 1991; TA-Lib ta_CDL3BLACKCROWS.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 3; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(3), c.black(2), c.black(1), c.black(0), c.high(3) > c.close(2),
                                  c.close(2) > c.close(1), c.close(1) > c.close(0), c.open(1) < c.open(2),
                                  c.open(1) > c.close(2), c.open(0) < c.open(1), c.open(0) > c.close(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.no_lower(2), c.no_lower(1), c.no_lower(0)));
    }
};

BB_ISA_END
