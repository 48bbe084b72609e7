#pragma once
// Stick sandwich: a white bar between two black ones that close at the same price.
//   black[2], white[1], black; l[1] > c[2], |c - c[2]| <= equal[2]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLSTICKSANDWICH.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 7, TA-Lib's look-back: the five bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlsticksandwich : candle_pattern {
    static constexpr entry_info info{
        "cdlsticksandwich",
        "Stick sandwich",
        "pattern",
        "black, white above its close, black with the close of the first",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLSTICKSANDWICH.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.black(2), c.white(1), c.black(0), c.low(1) > c.close(2));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.within(c.close(0), c.close(2), c.equal(2))));
    }
};

BB_ISA_END
