#pragma once
// Upside/downside gap three methods: a bar of the other colour closes the gap between two of one colour.
//   white[2], white[1], gap up, black; or black[2], black[1], gap down, white;
//   o strictly within body[1], c strictly within body[2]
// 100: gap up, -100: gap down.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLXSIDEGAP3METHODS.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 2, TA-Lib's look-back: the bars it looks at. Cost per bar: about 30 operations.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlxsidegap3methods : candle_pattern {
    static constexpr entry_info info{
        "cdlxsidegap3methods",
        "Upside/downside gap three methods",
        "pattern",
        "two bars of one colour with a gap, then one of the other from body to body",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLXSIDEGAP3METHODS.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const fills = all_of(c.open(0) < c.top(1), c.open(0) > c.bottom(1), c.close(0) < c.top(2),
                                  c.close(0) > c.bottom(2));
        out[0] = c.signal(all_of(fills, c.white(2), c.white(1), c.gap_up(1, 2), c.black(0)),
                          all_of(fills, c.black(2), c.black(1), c.gap_down(1, 2), c.white(0)));
    }
};

BB_ISA_END
