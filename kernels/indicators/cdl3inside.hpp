#pragma once
// Three inside up/down: a harami and a bar that confirms it.
//   body[2] > body_long[2], body[1] <= body_short[1] and strictly within body[2];
//   black[2], white and c > o[2]; or white[2], black and c < o[2]
// 100: up, -100: down.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDL3INSIDE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3inside : candle_pattern {
    static constexpr entry_info info{
        "cdl3inside",
        "Three inside up/down",
        "pattern",
        "harami, then a close beyond the open of its long bar",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDL3INSIDE.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const within = all_of(c.top(1) < c.top(2), c.bottom(1) > c.bottom(2));
        mask const up = all_of(within, c.black(2), c.white(0), c.close(0) > c.open(2));
        mask const down = all_of(within, c.white(2), c.black(0), c.close(0) < c.open(2));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(c.is_long(2), c.is_small(1));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
