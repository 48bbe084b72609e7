#pragma once
// Spinning top: a short body between shadows that are longer than it.
//   body < body_short, upper > body, lower > body
// 100: white, -100: black; says indecision, not a direction.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLSPINNINGTOP.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten bodies.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlspinningtop : candle_pattern {
    static constexpr entry_info info{"cdlspinningtop",
                                     "Spinning top",
                                     "pattern",
                                     "short body, both shadows longer than it",
                                     "Nison 1991; TA-Lib ta_CDLSPINNINGTOP.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.coloured(all_of(c.is_short(0), c.upper(0) > c.body(0), c.lower(0) > c.body(0)), 0);
    }
};

BB_ISA_END
