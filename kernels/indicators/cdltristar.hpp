#pragma once
// Tristar: three dojis, the middle one beyond a gap.
//   body[2], body[1] and body <= body_doji[2];
//   top: body[1] gaps above body[2], max(o, c) < max(o, c)[1]; bottom: body[1] gaps below body[2], min(o, c)
//     > min(o, c)[1]
// 100: bottom, -100: top.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLTRISTAR.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdltristar : candle_pattern {
    static constexpr entry_info info{"cdltristar",
                                     "Tristar",
                                     "pattern",
                                     "three dojis, the middle one above or below both others",
                                     "Nison 1991; TA-Lib ta_CDLTRISTAR.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.gap_down(1, 2), c.bottom(0) > c.bottom(1));
        mask const down = all_of(c.gap_up(1, 2), c.top(0) < c.top(1));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        real const most = c.body_doji(2);
        mask const dojis = all_of(c.body(2) <= most, c.body(1) <= most, c.body(0) <= most);
        out[0] = c.signal(up & dojis, down & dojis);
    }
};

BB_ISA_END
