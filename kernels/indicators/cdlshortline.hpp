#pragma once
// Short line: a short body with short shadows.
//   body < body_short, upper < shadow_short, lower < shadow_short
// 100: white, -100: black.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLSHORTLINE.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: means of ten bodies and ten sums
// of shadows.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlshortline : candle_pattern {
    static constexpr entry_info info{
        "cdlshortline",
        "Short line",
        "pattern",
        "short body, both shadows short",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLSHORTLINE.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        candles<L> const c{at};
        real const brief = c.shadow_short(0);
        out[0] = c.coloured(all_of(c.is_short(0), c.upper(0) < brief, c.lower(0) < brief), 0);
    }
};

BB_ISA_END
