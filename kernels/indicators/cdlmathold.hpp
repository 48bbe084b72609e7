#pragma once
// Mat hold: a long white bar, three small ones that fall back into it, and a white one above them.
//   white[4], body[4] > body_long[4]; body < body_short for [3], [2], [1]; black[3], its body gaps up;
//   floor = c[4] - penetration * body[4] < min(o, c) < c[4] for [2] and [1];
//   max(o, c)[1] < max(o, c)[2] < o[3]; white, o > c[1], c > h[3], h[2], h[1]
// 100: found.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLMATHOLD.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 14, TA-Lib's look-back: the ten bars of the means and four of the pattern. Cost per bar: prices
// first; four means of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlmathold : candle_pattern {
    static constexpr entry_info info{
        "cdlmathold",
        "Mat hold",
        "pattern",
        "long white bar, small black one beyond a gap, two small ones into at most penetration * body, white "
        "bar above all",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLMATHOLD.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr param_info params[] = {penetration(0.5)};
    static constexpr int64_t warmup(double const*) { return body_bars + 4; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        real const floor = c.close(4) - c.body(4) * real(p[0]);
        mask const shape =
            all_of(c.white(4), c.black(3), c.white(0), c.gap_up(3, 4), c.bottom(2) < c.close(4),
                   c.bottom(1) < c.close(4), c.bottom(2) > floor, c.bottom(1) > floor, c.top(2) < c.open(3),
                   c.top(1) < c.top(2), c.open(0) > c.close(1), c.close(0) > c.high(3),
                   c.close(0) > c.high(2), c.close(0) > c.high(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bullish(all_of(shape, c.is_long(4), c.is_short(3), c.is_short(2), c.is_short(1)));
    }
};

BB_ISA_END
