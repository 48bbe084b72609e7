#pragma once
// Concealing baby swallow: two black marubozu, a black bar beyond a gap that reaches back, a black bar
// around it.
//   black for [3], [2], [1], [0]; both shadows < shadow_very_short for [3] and [2];
//   body[1] gaps down, upper[1] > shadow_very_short[1], h[1] > c[2]; h > h[1], l < l[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLCONCEALBABYSWALL.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 13, TA-Lib's look-back: the ten bars of the means and three of the pattern. Cost per bar: prices
// first; three means of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlconcealbabyswall : candle_pattern {
    static constexpr entry_info info{
        "cdlconcealbabyswall",
        "Concealing baby swallow",
        "pattern",
        "two black marubozu, a black bar gapping down whose upper shadow reaches back, a black bar that "
        "covers it with its shadows",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLCONCEALBABYSWALL.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 3; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.black(3), c.black(2), c.black(1), c.black(0), c.gap_down(1, 2),
                                  c.high(1) > c.close(2), c.high(0) > c.high(1), c.low(0) < c.low(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(
            all_of(shape, c.no_upper(3), c.no_lower(3), c.no_upper(2), c.no_lower(2), c.has_upper(1)));
    }
};

BB_ISA_END
