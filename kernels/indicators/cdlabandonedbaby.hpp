#pragma once
// Abandoned baby: a doji with gaps on both sides of its whole range.
//   body[2] > body_long[2], body[1] <= body_doji[1], body > body_short;
//   white[2], black, l[1] > h[2], h < l[1], c < c[2] - penetration * body[2];
//   or black[2], white, h[1] < l[2], l > h[1], c > c[2] + penetration * body[2]
// 100: bottom (newest bar white), -100: top.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLABANDONEDBABY.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies and one of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlabandonedbaby : candle_pattern {
    static constexpr entry_info info{
        "cdlabandonedbaby",
        "Abandoned baby",
        "pattern",
        "long bar, doji beyond a gap, bar back beyond a gap and penetration * body into the first",
        "Nison 1991; TA-Lib ta_CDLABANDONEDBABY.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr param_info params[] = {penetration(0.3)};
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        real const depth = c.body(2) * real(p[0]);
        mask const up = all_of(c.black(2), c.white(0), c.range_gap_down(1, 2), c.range_gap_up(0, 1),
                               c.close(0) > c.close(2) + depth);
        mask const down = all_of(c.white(2), c.black(0), c.range_gap_up(1, 2), c.range_gap_down(0, 1),
                                 c.close(0) < c.close(2) - depth);
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(c.is_long(2), c.is_doji(1), c.body(0) > c.body_short(0));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
