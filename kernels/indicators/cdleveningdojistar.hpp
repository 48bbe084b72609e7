#pragma once
// Evening doji star: above a long white bar a doji, then a black one deep into the first.
//   white[2], body[2] > body_long[2]; body[1] <= body_doji[1], its body gaps up;
//   black, body > body_short, c < c[2] - penetration * body[2]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLEVENINGDOJISTAR.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; two means of ten bodies and one of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdleveningdojistar : candle_pattern {
    static constexpr entry_info info{
        "cdleveningdojistar",
        "Evening doji star",
        "pattern",
        "long white bar, doji gapping up, black bar to below close - penetration * body of the first",
        "Nison 1991; TA-Lib ta_CDLEVENINGDOJISTAR.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr param_info params[] = {penetration(0.3)};
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape =
            all_of(c.white(2), c.gap_up(1, 2), c.black(0), c.close(0) < c.close(2) - c.body(2) * real(p[0]));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(2), c.is_doji(1), c.body(0) > c.body_short(0)));
    }
};

BB_ISA_END
