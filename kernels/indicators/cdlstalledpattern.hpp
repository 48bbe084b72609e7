#pragma once
// Stalled pattern: two long white bars and a small one at the shoulder of the second.
//   white[2], white[1], white, c > c[1] > c[2]; body[2] > body_long[2], body[1] > body_long[1];
//   upper[1] < shadow_very_short[1], o[2] < o[1] <= c[2] + near[2];
//   body < body_short, o >= c[1] - body - near[1]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLSTALLEDPATTERN.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; three means of ten bodies, one of ten and two of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlstalledpattern : candle_pattern {
    static constexpr entry_info info{
        "cdlstalledpattern",
        "Stalled pattern",
        "pattern",
        "two long white bars, then a small white one near the close of the second",
        "Nison 1991; TA-Lib ta_CDLSTALLEDPATTERN.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(2), c.white(1), c.white(0), c.close(0) > c.close(1),
                                  c.close(1) > c.close(2), c.open(1) > c.open(2));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(2), c.is_long(1), c.no_upper(1),
                                  c.open(1) <= c.close(2) + c.near(2), c.is_short(0),
                                  c.open(0) >= c.close(1) - c.body(0) - c.near(1)));
    }
};

BB_ISA_END
