#pragma once
// Heikin-Ashi candles: bars whose open is the middle of the candle before and whose close is their mean
// price.
//   close = (o + h + l + c) / 4; open = (open[1] + close[1]) / 2, at first (o + c) / 2
//   high = the highest of h, open and close; low = the lowest of l, open and close
// Source: Dan Valcu, Using the heikin-ashi technique, Technical Analysis of Stocks & Commodities 22:2 (2004);
// TA-Lib 0.8 (HA, https://ta-lib.org): look-back 0. Cost per bar: ten operations. Degenerate: flat bars give
// the price; a NaN inside stays for ever in the open.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct heikin_ashi {
    static constexpr entry_info info{
        "heikin_ashi",
        "Heikin-Ashi candles",
        "price",
        "close = ohlc4, open = (open[1] + close[1]) / 2, high and low the extremes with them",
        "Valcu 2004; as TA-Lib HA, https://ta-lib.org",
        "first bar: open = (open + close) / 2; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"open", "high", "low", "close"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        double open, close;  // of the candle before
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.open = s.close = 0.0;
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        bool const first = t == in.begin;
        double const o = in.x[0][t], h = in.x[1][t], l = in.x[2][t], c = in.x[3][t];
        s.open = first ? (o + c) / 2.0 : (s.open + s.close) / 2.0;
        s.close = (h + l + c + o) / 4.0;
        double const top = max_of(s.open, s.close), bottom = min_of(s.open, s.close);
        // A NaN in either reaches high and low, whatever the comparison gave.
        double const none = s.open + s.close == s.open + s.close ? 0.0 : quiet_nan();
        out[0] = real(s.open);
        out[1] = real(max_of(h, top) + none);
        out[2] = real(min_of(l, bottom) + none);
        out[3] = real(s.close);
    }
};

BB_ISA_END
