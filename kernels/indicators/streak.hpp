#pragma once
// How many bars in a row a series has risen (above zero) or fallen (below).
//   streak = max(streak[1], 0) + 1 where x > x[1], min(streak[1], 0) - 1 where x < x[1], 0 where x = x[1]
// Source: Larry Connors & Cesar Alvarez, An Introduction to ConnorsRSI (2012). Look-back 1. Cost per bar:
// five operations. Degenerate: NaN where either value is NaN; the count begins anew after it.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct streak {
    static constexpr entry_info info{"streak",
                                     "Bars in a row",
                                     "momentum",
                                     "bars that x has risen in a row, below zero those that it has fallen",
                                     "Connors & Alvarez 2012",
                                     "unchanged: 0; NaN where x or x[1] is NaN, then anew"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    struct state {
        double bars;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.bars = 0.0;
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double const moved = t == in.begin ? quiet_nan() : in.x[0][t] - in.x[0][t - 1];
        double const up = s.bars > 0.0 ? s.bars + 1.0 : 1.0, down = s.bars < 0.0 ? s.bars - 1.0 : -1.0;
        s.bars = moved > 0.0 ? up : moved < 0.0 ? down : moved;  // 0 or NaN
        out[0] = typename L::real(s.bars);
    }
};

BB_ISA_END
