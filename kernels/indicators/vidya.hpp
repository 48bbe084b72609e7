#pragma once
// Variable index dynamic average: an exponential mean whose speed is the size of Chande's oscillator.
//   c = |x[t] - x[t-m]| / sum(|x[s] - x[s-1]|, m steps), which is |cmo| / 100 with plain sums
//   vidya[t] = vidya[t-1] + 2/(n+1) c (x[t] - vidya[t-1]),  vidya[m-1] = x[m-1]
// Source: Tushar Chande, Adapting moving averages to market volatility, Technical Analysis of Stocks &
// Commodities 10:3 (1992), with the oscillator as in Chande & Kroll, The New Technical Trader (1994), chapter
// 3. Look-back m. Cost per bar: the sum of kernels/core/rolling_path.hpp, a division and about ten
// operations. Degenerate: where nothing has moved over m steps the mean stays. A NaN inside stays for ever;
// values depend on where the series begins.

#include "kernels/core/rolling_path.hpp"

BB_ISA_BEGIN

struct vidya {
    static constexpr entry_info info{"vidya",
                                     "Variable index dynamic average",
                                     "overlap",
                                     "vidya += 2/(n+1) |cmo(m)| (x - vidya), cmo of plain sums",
                                     "Chande 1992; Chande & Kroll 1994",
                                     "no step over m bars: the last value; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 12, 5, 50, 5, true},
                                            {"m", "bars", 1, 100000, 9, 5, 30, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[1]); }

    template <class L>
    struct state {
        rolling_path<L> path;
        typename L::real alpha, value;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.path.start(p[1]);
        s.alpha = real(2.0) / (p[0] + real(1.0));
        s.value = real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        s.path.step(in.x[0], in.begin, t);
        real const now(in.x[0][t]);
        real const share = s.alpha * s.path.straightness(now, real(0.0));
        // Until bar m-1 the mean is the price itself.
        auto const seeding = real(static_cast<double>(t - in.begin)) < p[1];
        s.value = select(seeding, now, s.value + share * (now - s.value));
        out[0] = s.value;
    }
};

BB_ISA_END
