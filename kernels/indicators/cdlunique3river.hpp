#pragma once
// Unique three river bottom: a long black bar, a black harami with a new low, a small white bar.
//   black[2], body[2] > body_long[2]; black[1], c[1] > c[2], o[1] <= o[2], l[1] < l[2];
//   white, body < body_short, o > l[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLUNIQUE3RIVER.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlunique3river : candle_pattern {
    static constexpr entry_info info{
        "cdlunique3river",
        "Unique three river bottom",
        "pattern",
        "long black bar, black bar inside it with a lower low, small white bar above that low",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLUNIQUE3RIVER.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.black(2), c.black(1), c.white(0), c.close(1) > c.close(2),
                                  c.open(1) <= c.open(2), c.low(1) < c.low(2), c.open(0) > c.low(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.is_long(2), c.is_short(0)));
    }
};

BB_ISA_END
