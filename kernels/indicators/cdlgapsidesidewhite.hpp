#pragma once
// Gap side-by-side white lines: beyond a gap, two white bars of one size that open at one price.
//   white[1], white; both bodies above that of [2], or both below it;
//   |body - body[1]| <= near[1], |o - o[1]| <= equal[1]
// 100: gap up, -100: gap down.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLGAPSIDESIDEWHITE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 7, TA-Lib's look-back: the five bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlgapsidesidewhite : candle_pattern {
    static constexpr entry_info info{"cdlgapsidesidewhite",
                                     "Gap side-by-side white lines",
                                     "pattern",
                                     "two similar white bars side by side beyond a gap",
                                     "Nison 1991; TA-Lib ta_CDLGAPSIDESIDEWHITE.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.white(1), c.white(0), c.gap_up(1, 2), c.gap_up(0, 2));
        mask const down = all_of(c.white(1), c.white(0), c.gap_down(1, 2), c.gap_down(0, 2));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized =
            all_of(c.within(c.body(0), c.body(1), c.near(1)), c.within(c.open(0), c.open(1), c.equal(1)));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
