#pragma once
// Dark cloud cover: a black bar opens above a long white one and closes deep in its body.
//   white[1], body[1] > body_long[1]; black, o > h[1], o[1] < c < c[1] - penetration * body[1]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLDARKCLOUDCOVER.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; one mean of ten bodies where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdldarkcloudcover : candle_pattern {
    static constexpr entry_info info{
        "cdldarkcloudcover",
        "Dark cloud cover",
        "pattern",
        "long white bar, black bar from above its high to below close - penetration * body",
        "Nison 1991; TA-Lib ta_CDLDARKCLOUDCOVER.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr param_info params[] = {penetration(0.5)};
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(1), c.black(0), c.open(0) > c.high(1), c.close(0) > c.open(1),
                                  c.close(0) < c.close(1) - c.body(1) * real(p[0]));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(1)));
    }
};

BB_ISA_END
