#pragma once
// Parabolic stop and reverse: a stop that follows the prices ever faster and changes sides when they meet it.
//   kernels/core/parabolic.hpp, both sides with the same factor: from `acceleration` on by steps of
//   `acceleration` up to `maximum`
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section II; TA-Lib, ta_SAR.c
// (https://ta-lib.org): look-back 1. TA-Lib takes factors above 1 as well: there the next stop is always the
// bound that the lows or highs set, as it is for 1. Cost per bar: about forty operations, none of them a
// division. Degenerate: flat bars give the price; a bar with a NaN moves only what its other price reaches.

#include "kernels/core/parabolic.hpp"

BB_ISA_BEGIN

struct sar {
    static constexpr entry_info info{
        "sar",
        "Parabolic stop and reverse",
        "overlap",
        "stop += factor (extreme - stop); factor += acceleration at every new extreme, up to maximum",
        "Wilder 1978; TA-Lib ta_SAR.c, https://ta-lib.org",
        "acceleration > maximum: maximum; flat bars: the price; a NaN is never reached"};
    static constexpr param_info params[] = {{"acceleration", "1", 0, 1, 0.02, 0.01, 0.05, 0.01, false},
                                            {"maximum", "1", 0, 1, 0.2, 0.1, 0.4, 0.1, false}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    struct state {
        parabolic_stop<L> stop;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        using real = typename L::real;
        s.stop.start(real(0.0), real(0.0));
        s.stop.up.set(p[0], p[0], p[1]);
        s.stop.down.set(p[0], p[0], p[1]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        out[0] = t == in.begin ? real(quiet_nan()) : s.stop.step(in.x[0], in.x[1], in.begin, t);
    }
};

BB_ISA_END
