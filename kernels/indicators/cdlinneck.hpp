#pragma once
// In-neck: a white bar opens below a long black one and closes just within its body.
//   black[1], body[1] > body_long[1]; white, o < l[1], c[1] <= c <= c[1] + equal[1]
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLINNECK.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; means of ten bodies and five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlinneck : candle_pattern {
    static constexpr entry_info info{"cdlinneck",
                                     "In-neck",
                                     "pattern",
                                     "long black bar, white bar from below its low to just above its close",
                                     "Nison 1991; TA-Lib ta_CDLINNECK.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.black(1), c.white(0), c.open(0) < c.low(1), c.close(0) >= c.close(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        out[0] = c.bearish(all_of(shape, c.is_long(1), c.close(0) <= c.close(1) + c.equal(1)));
    }
};

BB_ISA_END
