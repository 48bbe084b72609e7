#pragma once
// High wave: a short body between very long shadows.
//   body < body_short, upper > shadow_very_long, lower > shadow_very_long
// 100: white, -100: black; says indecision, not a direction.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLHIGHWAVE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: one mean of ten bodies.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlhighwave : candle_pattern {
    static constexpr entry_info info{"cdlhighwave",
                                     "High wave",
                                     "pattern",
                                     "short body, both shadows above twice it",
                                     "Nison 1991; TA-Lib ta_CDLHIGHWAVE.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        candles<L> const c{at};
        real const far_off = c.shadow_very_long(0);
        out[0] = c.coloured(all_of(c.is_short(0), c.upper(0) > far_off, c.lower(0) > far_off), 0);
    }
};

BB_ISA_END
