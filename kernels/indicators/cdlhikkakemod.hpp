#pragma once
// Modified hikkake: two inside bars, a false break out of them, and perhaps its confirmation.
//   setup: h[1] < h[2] < h[3], l[1] > l[2] > l[3];
//   then h < h[1], l < l[1] and c[2] <= l[2] + near[2] (bullish), or h > h[1], l > l[1] and c[2] >= h[2] -
//     near[2] (bearish)
//   confirmation, within three bars: a close above the high of the bar before the break (bullish) or below
//     its low (bearish)
// 100 and -100: setup; 200 and -200: its confirmation. A newer setup takes the place of an older one, and a
// setup is confirmed once: all within the last three bars, so the value is a function of them.
// Source: Daniel L. Chesler (2004); TA-Lib, ta_CDLHIKKAKEMOD.c (https://ta-lib.org). Words and settings:
// kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: three bars since a setup, which has four bars, and near's five before its
// second. Cost per bar: prices first; four means of five ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlhikkakemod : candle_pattern {
    static constexpr entry_info info{"cdlhikkakemod",
                                     "Modified hikkake",
                                     "pattern",
                                     "two inside bars, the first closing near the end that breaks, and the "
                                     "break; 200: a close beyond the other side within three bars",
                                     "Chesler 2004; TA-Lib ta_CDLHIKKAKEMOD.c, https://ta-lib.org",
                                     "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return near_bars + 5; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask up[4], down[4], some = L::mask_of(false);
        for (int bar = 0; bar < 4; ++bar) {
            real const inside = min_of(c.inside(bar + 1), c.inside(bar + 2));
            up[bar] = min_of(inside, c.falls(bar)) > real(0.0);
            down[bar] = min_of(inside, c.rises(bar)) > real(0.0);
            some = one_of(some, up[bar], down[bar]);
        }
        out[0] = real(0.0);
        if (!any(some)) return;
        for (int bar = 0; bar < 4; ++bar) {
            real const close = c.close(bar + 2), near = c.near(bar + 2);
            up[bar] = all_of(up[bar], close <= c.low(bar + 2) + near);
            down[bar] = all_of(down[bar], close >= c.high(bar + 2) - near);
        }
        out[0] = c.confirmed(up, down);
    }
};

BB_ISA_END
