#pragma once
// Inverted hammer: below the bar before, a short body under a long upper shadow.
//   body < body_short, upper > shadow_long, lower < shadow_very_short, max(o, c) < min(o, c)[1]
// 100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLINVERTEDHAMMER.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; means of ten bodies and ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlinvertedhammer : candle_pattern {
    static constexpr entry_info info{"cdlinvertedhammer",
                                     "Inverted hammer",
                                     "pattern",
                                     "short body gapping down, long upper and hardly a lower shadow",
                                     "Nison 1991; TA-Lib ta_CDLINVERTEDHAMMER.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.gap_down(0, 1), c.upper(0) > c.shadow_long(0));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.is_short(0), c.no_lower(0)));
    }
};

BB_ISA_END
