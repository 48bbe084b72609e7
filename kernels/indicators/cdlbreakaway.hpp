#pragma once
// Breakaway: a long bar, a gap, more bars that way, and one back into the gap.
//   body[4] > body_long[4];
//   black[4], black[3], body[3] gaps down, h[3] > h[2] > h[1], l[3] > l[2] > l[1], black[1], white, o[3] < c
//     < c[4];
//   or white[4], white[3], body[3] gaps up, h[3] < h[2] < h[1], l[3] < l[2] < l[1], white[1], black, c[4] <
//     c < o[3]
// 100: newest bar white, -100: black.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLBREAKAWAY.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 14, TA-Lib's look-back: the ten bars of the means and four of the pattern. Cost per bar: prices
// first; one mean of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlbreakaway : candle_pattern {
    static constexpr entry_info info{
        "cdlbreakaway",
        "Breakaway",
        "pattern",
        "long bar, gap, two more bars that way, then one of the other colour into the gap",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLBREAKAWAY.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 4; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.black(4), c.black(3), c.black(1), c.white(0), c.gap_down(3, 4));
        mask const down = all_of(c.white(4), c.white(3), c.white(1), c.black(0), c.gap_up(3, 4));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        real const falls = min_of(c.falls(2), c.falls(1)), rises = min_of(c.rises(2), c.rises(1));
        mask const is_long = c.is_long(4);
        out[0] = c.signal(
            all_of(up, is_long, falls > real(0.0), c.close(0) > c.open(3), c.close(0) < c.close(4)),
            all_of(down, is_long, rises > real(0.0), c.close(0) < c.open(3), c.close(0) > c.close(4)));
    }
};

BB_ISA_END
