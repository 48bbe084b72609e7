#pragma once
// Ladder bottom: four falling black bars, the last with an upper shadow, and a white one above it.
//   black for [4] to [1]; o[4] > o[3] > o[2], c[4] > c[3] > c[2]; upper[1] > shadow_very_short[1];
//   white, o > o[1], c > h[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLLADDERBOTTOM.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 14, TA-Lib's look-back: the ten bars of the means and four of the pattern. Cost per bar: prices
// first; one mean of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlladderbottom : candle_pattern {
    static constexpr entry_info info{
        "cdlladderbottom",
        "Ladder bottom",
        "pattern",
        "three falling black bars, a black bar with an upper shadow, a white bar that closes above it",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLLADDERBOTTOM.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 4; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.black(4), c.black(3), c.black(2), c.black(1), c.white(0),
                                  c.open(4) > c.open(3), c.open(3) > c.open(2), c.close(4) > c.close(3),
                                  c.close(3) > c.close(2), c.open(0) > c.open(1), c.close(0) > c.high(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.has_upper(1)));
    }
};

BB_ISA_END
