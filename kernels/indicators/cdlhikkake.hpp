#pragma once
// Hikkake: an inside bar, a false break out of it, and perhaps its confirmation.
//   setup: h[1] < h[2], l[1] > l[2]; then h < h[1] and l < l[1] (bullish), or h > h[1] and l > l[1]
//     (bearish)
//   confirmation, within three bars: a close above the inside bar's high (bullish) or below its low
//     (bearish)
// 100 and -100: setup; 200 and -200: its confirmation. A newer setup takes the place of an older one, and a
// setup is confirmed once: all within the last three bars, so the value is a function of them.
// Source: Daniel L. Chesler (2003); TA-Lib, ta_CDLHIKKAKE.c (https://ta-lib.org). Words and settings:
// kernels/core/candles.hpp.
// Warm-up 5, TA-Lib's look-back: three bars since a setup, which has three bars. Cost per bar: about 60
// operations.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlhikkake : candle_pattern {
    static constexpr entry_info info{"cdlhikkake",
                                     "Hikkake",
                                     "pattern",
                                     "inside bar and a break with both high and low; 200: a close beyond the "
                                     "other side of the inside bar within three bars",
                                     "Chesler 2003; TA-Lib ta_CDLHIKKAKE.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return 5; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask up[4], down[4];
        for (int bar = 0; bar < 4; ++bar) {
            real const inside = c.inside(bar + 1);
            up[bar] = min_of(inside, c.falls(bar)) > real(0.0);
            down[bar] = min_of(inside, c.rises(bar)) > real(0.0);
        }
        out[0] = c.confirmed(up, down);
    }
};

BB_ISA_END
