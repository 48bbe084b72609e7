#pragma once
// Supertrend: a line k average true ranges from the bars' middles that only follows the trend, on its other
// side.
//   middle = (high + low) / 2, upper and lower = middle +- k atr(n)
//   upper line = upper where upper < upper line[1] or close[1] > upper line[1], else upper line[1]
//   lower line = lower where lower > lower line[1] or close[1] < lower line[1], else lower line[1]
//   direction = 1 (rising) at first; -1 once close < lower line, 1 again once close > upper line
//   line = the lower line while rising, the upper line while falling
// Source: Olivier Seban's indicator, as TradingView and TA-Lib 0.8 (SUPERTREND, https://ta-lib.org) define
// it; look-back n. Cost per bar: one division and about thirty other operations. Degenerate: flat bars give
// the price and 1. A NaN inside stays for ever.

#include "kernels/core/average_range.hpp"

BB_ISA_BEGIN

struct supertrend {
    static constexpr entry_info info{"supertrend",
                                     "Supertrend",
                                     "overlap",
                                     "(high + low) / 2 -+ k atr(n), held while the close stays on its side",
                                     "Olivier Seban; as TA-Lib SUPERTREND, https://ta-lib.org",
                                     "flat bars: the price, rising; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 5, 30, 5, true},
                                            {"k", "true ranges", 0, 1e6, 3, 1, 4, 0.5, false}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"line", "direction"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        average_range<L> range;
        typename L::real upper, lower, direction;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.range.start(p[0]);
        s.upper = s.lower = real(0.0);
        s.direction = real(1.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t == in.begin) {
            out[0] = out[1] = real(quiet_nan());
            return;
        }
        s.range.step(in, t, p[0]);
        real const age(static_cast<double>(t - in.begin));
        real const close(in.x[2][t]), before(in.x[2][t - 1]);
        real const middle((in.x[0][t] + in.x[1][t]) / 2.0), width = p[1] * s.range.mean.value;
        real const upper = middle + width, lower = middle - width;
        auto const first = age <= p[0];  // the lines begin with the first average range
        // A bound that is NaN is not held.
        s.upper = select(first | !((s.upper <= upper) & (before <= s.upper)), upper, s.upper);
        s.lower = select(first | !((lower <= s.lower) & (s.lower <= before)), lower, s.lower);
        auto const rising = real(0.0) < s.direction;
        real const turned = select(rising, select(close < s.lower, real(-1.0), real(1.0)),
                                   select(s.upper < close, real(1.0), real(-1.0)));
        s.direction = select(first, real(1.0), turned);
        out[0] = select(real(0.0) < s.direction, s.lower, s.upper);
        out[1] = select(out[0] == out[0], s.direction, out[0]);
    }
};

BB_ISA_END
