#pragma once
// Fractal adaptive moving average: an exponential mean of the bars' middles whose speed is that of their
// fractal dimension, 1 for a straight way and 2 for one that fills its range.
//   n1, n2 = (highest - lowest) / (n/2) over the newer and the older half of the last n bars, n3 = (highest -
//   lowest) / n over all of them; d = (log(n1 + n2) - log(n3)) / log 2; a = exp(-4.6 (d - 1)) in [0.01, 1]
//   frama[t] = a m[t] + (1 - a) frama[t-1], m = (high + low) / 2, frama[n-1] = m[n-1]
// Source: John Ehlers, FRAMA - fractal adaptive moving average, Technical Analysis of Stocks & Commodities
// 23:10 (2005). An odd n counts as n - 1. Look-back n. Cost per bar: about six n comparisons, an exponential
// and two logarithms. Degenerate: where a range is 0 the dimension stays as it was (at first: a = 1). A NaN
// inside stays for ever; values depend on where the series begins.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct frama {
    static constexpr entry_info info{
        "frama",       "Fractal adaptive moving average",
        "overlap",     "a (high + low) / 2 + (1 - a) frama, a = exp(-4.6 (dimension - 1)) in [0.01, 1]",
        "Ehlers 2005", "no range in the window: the last speed; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 2, 1000, 16, 8, 64, 4, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) / 2 * 2; }

    template <class L>
    struct state {
        typename L::real half, speed, value;
        int64_t longest;  // the most bars in a window
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.half = per_lane<L>(p[0], [](double n) {
            int64_t const bars = static_cast<int64_t>(n) / 2;
            return static_cast<double>(bars);
        });
        s.longest = windows_of<L>(s.half + s.half).longest;
        s.speed = real(1.0);
        s.value = real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        double const *high = in.x[0], *low = in.x[1];
        real const none(infinity()), bars = s.half + s.half;
        real top_new = -none, low_new = none, top_old = -none, low_old = none;
        int64_t const age = t - in.begin, reach = s.longest <= age ? s.longest : age + 1;
        for (int64_t k = 0; k < reach; ++k) {
            real const back(static_cast<double>(k)), h(high[t - k]), l(low[t - k]);
            auto const newer = back < s.half, older = and_not(back < bars, newer);
            top_new = select(newer & (h > top_new), h, top_new);
            low_new = select(newer & (l < low_new), l, low_new);
            top_old = select(older & (h > top_old), h, top_old);
            low_old = select(older & (l < low_old), l, low_old);
        }
        real const halves = ((top_new - low_new) + (top_old - low_old)) / s.half;
        real const whole = (max_of(top_new, top_old) - min_of(low_new, low_old)) / bars;
        auto const known = (top_new > low_new) & (top_old > low_old);
        auto const log = [](double x) { return exact_log(x); };
        real const dimension =
            (per_lane<L>(halves, log) - per_lane<L>(whole, log)) / real(0x1.62e42fefa39efp-1);
        real const speed =
            per_lane<L>(real(-4.6) * (dimension - real(1.0)), [](double x) { return exact_exp(x); });
        real const limited = max_of(min_of(speed, real(1.0)), real(0.01));
        real const middle = (real(high[t]) + real(low[t])) / real(2.0);
        auto const seeding = real(static_cast<double>(age)) < bars;
        s.speed = select(known & !seeding, limited, s.speed);
        s.value = select(seeding, middle, s.speed * middle + (real(1.0) - s.speed) * s.value);
        out[0] = s.value;
    }
};

BB_ISA_END
