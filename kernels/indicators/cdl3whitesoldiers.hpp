#pragma once
// Three advancing white soldiers: three white bars, each opening in or near the body before it and closing
// at its own high.
//   white and upper < shadow_very_short for [2], [1], [0]; c > c[1] > c[2];
//   o[2] < o[1] <= c[2] + near[2], o[1] < o <= c[1] + near[1];
//   body[1] > body[2] - far[2], body > body[1] - far[1], body > body_short
// 100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDL3WHITESOLDIERS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; means of ten bodies, three of ten and two of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3whitesoldiers : candle_pattern {
    static constexpr entry_info info{"cdl3whitesoldiers",
                                     "Three advancing white soldiers",
                                     "pattern",
                                     "three white bars closing near rising highs, opening near the body "
                                     "before, none far shorter than the one before",
                                     "Nison 1991; TA-Lib ta_CDL3WHITESOLDIERS.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(2), c.white(1), c.white(0), c.close(0) > c.close(1),
                                  c.close(1) > c.close(2), c.open(1) > c.open(2), c.open(0) > c.open(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.no_upper(2), c.no_upper(1), c.no_upper(0),
                                  c.open(1) <= c.close(2) + c.near(2), c.open(0) <= c.close(1) + c.near(1),
                                  c.body(1) > c.body(2) - c.far(2), c.body(0) > c.body(1) - c.far(1),
                                  c.body(0) > c.body_short(0)));
    }
};

BB_ISA_END
