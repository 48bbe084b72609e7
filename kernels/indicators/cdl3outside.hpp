#pragma once
// Three outside up/down: an engulfing pattern and a bar that confirms it.
//   white[1], black[2], c[1] > o[2], o[1] < c[2], c > c[1]; or black[1], white[2], o[1] > c[2], c[1] < o[2],
//     c < c[1]
// 100: up, -100: down.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDL3OUTSIDE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 3, TA-Lib's look-back: one more than it looks at. Cost per bar: about 20 operations.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdl3outside : candle_pattern {
    static constexpr entry_info info{
        "cdl3outside",
        "Three outside up/down",
        "pattern",
        "engulfing pattern, then a close further on",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDL3OUTSIDE.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return 3; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const covers = all_of(c.top(1) > c.top(2), c.bottom(1) < c.bottom(2));
        out[0] = c.signal(all_of(covers, c.black(2), c.white(1), c.close(0) > c.close(1)),
                          all_of(covers, c.white(2), c.black(1), c.close(0) < c.close(1)));
    }
};

BB_ISA_END
