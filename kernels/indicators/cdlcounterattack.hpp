#pragma once
// Counterattack: two long bars of opposite colour that close at the same price.
//   colours differ, body[1] > body_long[1], body > body_long, |c - c[1]| <= equal[1]
// 100: newer bar white, -100: black.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLCOUNTERATTACK.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: two means
// of ten bodies, one of five ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlcounterattack : candle_pattern {
    static constexpr entry_info info{"cdlcounterattack",
                                     "Counterattack",
                                     "pattern",
                                     "two long bars of opposite colour with equal closes",
                                     "Nison 1991; TA-Lib ta_CDLCOUNTERATTACK.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const met = all_of(c.within(c.close(0), c.close(1), c.equal(1)), c.is_long(1), c.is_long(0));
        out[0] = c.signal(all_of(met, c.black(1), c.white(0)), all_of(met, c.white(1), c.black(0)));
    }
};

BB_ISA_END
