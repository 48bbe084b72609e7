#pragma once
// Matching low: two black bars close at the same price.
//   black[1], black, |c - c[1]| <= equal[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLMATCHINGLOW.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 6, TA-Lib's look-back: the five bars of the means and one of the pattern. Cost per bar: one mean
// of five ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlmatchinglow : candle_pattern {
    static constexpr entry_info info{
        "cdlmatchinglow",
        "Matching low",
        "pattern",
        "two black bars with equal closes",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLMATCHINGLOW.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        candles<L> const c{at};
        out[0] = c.bullish(all_of(c.black(1), c.black(0), c.within(c.close(0), c.close(1), c.equal(1))));
    }
};

BB_ISA_END
