#pragma once
// Closing marubozu: a long bar that closes at its extreme.
//   body > body_long; white: upper < shadow_very_short, black: lower < shadow_very_short
// 100: white, -100: black.
// Source: Gregory Morris, Candlestick Charting Explained (1995); TA-Lib, ta_CDLCLOSINGMARUBOZU.c
// (https://ta-lib.org). Words and settings: kernels/core/candles.hpp.
// Warm-up 10, TA-Lib's look-back: the ten bars of the means. Cost per bar: means of ten bodies and ten
// ranges.
// Degenerate: bars of one price only give 0; a bar of NaNs gives 0 where its prices are compared.

#include "kernels/core/candles.hpp"

BB_ISA_BEGIN

struct cdlclosingmarubozu : candle_pattern {
    static constexpr entry_info info{
        "cdlclosingmarubozu",
        "Closing marubozu",
        "pattern",
        "long body without a shadow at the close",
        "Morris, Candlestick Charting Explained; TA-Lib ta_CDLCLOSINGMARUBOZU.c, https://ta-lib.org",
        "flat bars: 0; bars of NaN: 0"};
    static constexpr int param_count = 0;
    static constexpr int64_t warmup(double const*) { return body_bars; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using mask = typename L::mask;
        candles<L> const c{at};
        mask const is_long = c.is_long(0);
        out[0] =
            c.signal(all_of(is_long, c.white(0), c.no_upper(0)), all_of(is_long, c.black(0), c.no_lower(0)));
    }
};

BB_ISA_END
