#pragma once
// Engulfing pattern: a body covers the body of the other colour before it.
//   white: c[1] < o[1], c >= o[1], o <= c[1], not both equal; black: c[1] >= o[1], o >= c[1], c <= o[1], not
//     both equal
// 100 and -100: white and black, both ends beyond; 80 and -80: one end equal.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLENGULFING.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 2, TA-Lib's look-back: one more than it looks at. Cost per bar: about 25 operations.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlengulfing : candle_pattern {
    static constexpr entry_info info{
        "cdlengulfing",
        "Engulfing pattern",
        "pattern",
        "body covers the body of the other colour before; 80 where one end is equal",
        "Nison 1991; TA-Lib ta_CDLENGULFING.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return 2; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const one_end = one_of(c.top(0) > c.top(1), c.bottom(0) < c.bottom(1));
        mask const covers = all_of(one_end, c.top(0) >= c.top(1), c.bottom(0) <= c.bottom(1));
        mask const both_ends = all_of(c.top(0) > c.top(1), c.bottom(0) < c.bottom(1));
        out[0] = c.signal(all_of(covers, c.white(0), c.black(1)), all_of(covers, c.black(0), c.white(1)),
                          select(both_ends, real(100.0), real(80.0)));
    }
};

BB_ISA_END
