#pragma once
// Advance block: three rising white bars that weaken.
//   white[2], white[1], white, c > c[1] > c[2]; o[2] < o[1] <= c[2] + near[2], o[1] < o <= c[1] + near[1];
//   body[2] > body_long[2], upper[2] < shadow_short[2]; and one of
//     body[1] < body[2] - far[2] and body < body[1] + near[1]
//     body < body[1] - far[1]
//     body < body[1] < body[2] and (upper > shadow_short or upper[1] > shadow_short[1])
//     body < body[1] and upper > shadow_long
// -100: found.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLADVANCEBLOCK.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 12, TA-Lib's look-back: the ten bars of the means and two of the pattern. Cost per bar: prices
// first; one mean of ten bodies, three of ten sums of shadows and two of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdladvanceblock : candle_pattern {
    static constexpr entry_info info{"cdladvanceblock",
                                     "Advance block",
                                     "pattern",
                                     "three white bars with rising closes, opening near the body before, "
                                     "with shrinking bodies or growing upper shadows",
                                     "Nison 1991; TA-Lib ta_CDLADVANCEBLOCK.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const shape = all_of(c.white(2), c.white(1), c.white(0), c.close(0) > c.close(1),
                                  c.close(1) > c.close(2), c.open(1) > c.open(2), c.open(0) > c.open(1));
        out[0] = real(0.0);
        if (!any(shape)) return;
        mask const beside = all_of(c.open(1) <= c.close(2) + c.near(2), c.open(0) <= c.close(1) + c.near(1));
        mask const smaller = c.body(0) < c.body(1);
        mask const shadowed = one_of(c.upper(0) > c.shadow_short(0), c.upper(1) > c.shadow_short(1));
        mask const weaker =
            one_of(all_of(c.body(1) < c.body(2) - c.far(2), c.body(0) < c.body(1) + c.near(1)),
                   c.body(0) < c.body(1) - c.far(1), all_of(smaller, c.body(1) < c.body(2), shadowed),
                   all_of(smaller, c.upper(0) > c.shadow_long(0)));
        out[0] = c.bearish(all_of(shape, beside, c.is_long(2), c.upper(2) < c.shadow_short(2), weaker));
    }
};

BB_ISA_END
