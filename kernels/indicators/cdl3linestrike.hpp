#pragma once
// Three-line strike: three bars of one colour and one of the other that takes all back.
//   white[3], white[2], white[1], c[1] > c[2] > c[3], black, o > c[1], c < o[3]; or the mirror image;
//   o[2] within near[3] of body[3], o[1] within near[2] of body[2]
// 100: white bars, -100: black ones.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDL3LINESTRIKE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 8, TA-Lib's look-back: the five bars of the means and three of the pattern. Cost per bar: prices
// first; two means of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3linestrike : candle_pattern {
    static constexpr entry_info info{
        "cdl3linestrike",
        "Three-line strike",
        "pattern",
        "three bars on in one colour, each opening near the body before, then one of the other colour beyond "
        "them all",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDL3LINESTRIKE.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 3; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.white(3), c.white(2), c.white(1), c.black(0), c.close(1) > c.close(2),
                               c.close(2) > c.close(3), c.open(0) > c.close(1), c.close(0) < c.open(3));
        mask const down = all_of(c.black(3), c.black(2), c.black(1), c.white(0), c.close(1) < c.close(2),
                                 c.close(2) < c.close(3), c.open(0) < c.close(1), c.close(0) > c.open(3));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(c.open(2) >= c.bottom(3) - c.near(3), c.open(2) <= c.top(3) + c.near(3),
                                  c.open(1) >= c.bottom(2) - c.near(2), c.open(1) <= c.top(2) + c.near(2));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
