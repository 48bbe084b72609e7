#pragma once
// Harami cross: a doji within the long body before it.
//   body[1] > body_long[1], body <= body_doji, body within body[1]
// 100: long bar black, -100: long bar white; 80 and -80: one end equal.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLHARAMICROSS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; means of ten bodies and ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlharamicross : candle_pattern {
    static constexpr entry_info info{"cdlharamicross",
                                     "Harami cross",
                                     "pattern",
                                     "doji inside the long body before; 80 where an end is equal",
                                     "Nison 1991; TA-Lib ta_CDLHARAMICROSS.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const within = all_of(c.top(0) <= c.top(1), c.bottom(0) >= c.bottom(1));
        out[0] = real(0.0);
        if (!any(within)) return;
        mask const found = all_of(within, c.is_long(1), c.is_doji(0));
        mask const both_ends = all_of(c.top(0) < c.top(1), c.bottom(0) > c.bottom(1));
        out[0] = c.signal(found & c.black(1), found & c.white(1), select(both_ends, real(100.0), real(80.0)));
    }
};

BB_ISA_END
