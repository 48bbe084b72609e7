#pragma once
// Upside gap two crows: after a long white bar, a small black one above it and a black one that engulfs
// that.
//   white[2], body[2] > body_long[2]; black[1], body[1] <= body_short[1], its body gaps up;
//   black, o > o[1], c[2] < c < c[1]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLUPSIDEGAP2CROWS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlupsidegap2crows : candle_pattern {
    static constexpr entry_info info{"cdlupsidegap2crows",
                                     "Upside gap two crows",
                                     "pattern",
                                     "long white bar, small black bar gapping up, black bar that covers it "
                                     "and stays above the first close",
                                     "Nison 1991; TA-Lib ta_CDLUPSIDEGAP2CROWS.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(2), c.black(1), c.black(0), c.gap_up(1, 2), c.open(0) > c.open(1),
                                  c.close(0) < c.close(1), c.close(0) > c.close(2));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(2), c.is_small(1)));
    }
};

BB_ISA_END
