#pragma once
// Doji star: a doji that gaps away from a long bar.
//   body[1] > body_long[1], body <= body_doji; white[1] and a gap up, or black[1] and a gap down, between
//     the bodies
// -100: above a white bar, 100: below a black one.
// Source: Steve Nison, Japanese Candlestick Charting Techniques (1991); TA-Lib, ta_CDLDOJISTAR.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; means of ten bodies and ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdldojistar : candle_pattern {
    static constexpr entry_info info{"cdldojistar",
                                     "Doji star",
                                     "pattern",
                                     "long bar, then a doji whose body gaps in its direction",
                                     "Nison 1991; TA-Lib ta_CDLDOJISTAR.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.black(1), c.gap_down(0, 1));
        mask const down = all_of(c.white(1), c.gap_up(0, 1));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized = all_of(c.is_long(1), c.is_doji(0));
        out[0] = c.signal(up & sized, down & sized);
    }
};

BB_ISA_END
