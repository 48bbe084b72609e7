#pragma once
// Identical three crows: three falling black bars, each opening at the close before it.
//   black and lower < shadow_very_short for [2], [1], [0]; c[2] > c[1] > c;
//   |o[1] - c[2]| <= equal[2], |o - c[1]| <= equal[1]
// -100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLIDENTICAL3CROWS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; three means of ten and two of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlidentical3crows : candle_pattern {
    static constexpr entry_info info{
        "cdlidentical3crows",
        "Identical three crows",
        "pattern",
        "three black bars closing near falling lows, each opening at the close before",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLIDENTICAL3CROWS.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape =
            all_of(c.black(2), c.black(1), c.black(0), c.close(2) > c.close(1), c.close(1) > c.close(0));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.within(c.open(1), c.close(2), c.equal(2)),
                                  c.within(c.open(0), c.close(1), c.equal(1)), c.no_lower(2), c.no_lower(1),
                                  c.no_lower(0)));
    }
};

BB_ISA_END
