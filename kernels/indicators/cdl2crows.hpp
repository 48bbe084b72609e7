#pragma once
// Two crows: after a long white bar, a black one above it and a black one that closes within it.
//   white[2], body[2] > body_long[2]; black[1], its body gaps up;
//   black, c[1] < o < o[1], o[2] < c < c[2]
// -100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDL2CROWS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl2crows : candle_pattern {
    static constexpr entry_info info{
        "cdl2crows",
        "Two crows",
        "pattern",
        "long white bar, black bar gapping up, black bar from inside it into the first body",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDL2CROWS.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(2), c.black(1), c.black(0), c.gap_up(1, 2), c.open(0) < c.open(1),
                                  c.open(0) > c.close(1), c.close(0) > c.open(2), c.close(0) < c.close(2));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(2)));
    }
};

BB_ISA_END
