#pragma once
// Kicking by length: two marubozu of opposite colour with a gap between them; the longer decides.
//   both bars: body > body_long, upper and lower < shadow_very_short;
//   black[1], white and l > h[1]; or white[1], black and h < l[1]
// 100: the longer body is white, -100: black; the older one where both are as long.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLKICKINGBYLENGTH.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 11, TA-Lib's look-back: the ten bars of the means and one of the pattern. Cost per bar: prices
// first; two means of ten bodies and two of ten ranges where some bar passes.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlkickingbylength : candle_pattern {
    static constexpr entry_info info{
        "cdlkickingbylength",
        "Kicking by length",
        "pattern",
        "kicking, signed by the colour of the longer marubozu",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLKICKINGBYLENGTH.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars + 1; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const up = all_of(c.black(1), c.white(0), c.range_gap_up(0, 1));
        mask const down = all_of(c.white(1), c.black(0), c.range_gap_down(0, 1));
        out[0] = real(0.0);
        if (!any(up | down)) return;
        mask const sized =
            all_of(c.is_long(1), c.no_upper(1), c.no_lower(1), c.is_long(0), c.no_upper(0), c.no_lower(0));
        mask const newer = c.body(0) > c.body(1), older = c.body(0) <= c.body(1);
        out[0] = c.signal(sized & ((up & newer) | (down & older)), sized & ((down & newer) | (up & older)));
    }
};

BB_ISA_END
