#pragma once
// Tasuki gap: beyond a gap, a bar of the other colour opens in the body before it and closes within the gap.
//   gap up, white[1], black, o[1] < o < c[1], max(o, c)[2] < c < o[1];
//   or gap down, black[1], white, c[1] < o < o[1], o[1] < c < min(o, c)[2];
//   |body[1] - body| < near[1]
// 100: gap up, -100: gap down.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLTASUKIGAP.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 7, TA-Lib's look-back: the five bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdltasukigap : candle_pattern {
    static constexpr entry_info info{
        "cdltasukigap",
        "Tasuki gap",
        "pattern",
        "gap between two bars, then one of the other colour and of similar size into the gap",
        "Nison 1991; TA-Lib ta_CDLTASUKIGAP.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        real const unlike = c.body(1) - c.body(0);
        mask const up = all_of(c.gap_up(1, 2), c.white(1), c.black(0), c.open(0) < c.close(1),
                               c.open(0) > c.open(1), c.close(0) < c.open(1), c.close(0) > c.top(2));
        mask const down = all_of(c.gap_down(1, 2), c.black(1), c.white(0), c.open(0) < c.open(1),
                                 c.open(0) > c.close(1), c.close(0) > c.open(1), c.close(0) < c.bottom(2));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(max_of(unlike, -unlike) < c.near(1));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
