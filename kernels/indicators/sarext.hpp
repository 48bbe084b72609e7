#pragma once
// Parabolic stop and reverse with everything free, negative while short.
//   kernels/core/parabolic.hpp with a factor of its own for each side: where it begins, by what it grows, its
//   limit. start: 0 as sar; above 0 long from this stop; below 0 short from its size. turn: after a turn the
//   stop lies this fraction farther from the prices.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section II; TA-Lib, ta_SAREXT.c
// (https://ta-lib.org): look-back 1; factors above 1 act as 1 (sar.hpp). Cost per bar: about forty
// operations, none of them a division. Degenerate: as sar.

#include "kernels/core/parabolic.hpp"

BB_ISA_BEGIN

struct sarext {
    static constexpr entry_info info{
        "sarext",
        "Parabolic stop and reverse, extended",
        "overlap",
        "sar with a factor for each side, a given start and an offset on turns; negative while short",
        "Wilder 1978; TA-Lib ta_SAREXT.c, https://ta-lib.org",
        "a factor or step above its limit: the limit; flat bars: the price; a NaN is never reached"};
    static constexpr param_info params[] = {{"start", "price", -1e300, 1e300, 0, 0, 0, 1, false},
                                            {"turn", "fraction", 0, 1, 0, 0, 0.02, 0.01, false},
                                            {"long_first", "1", 0, 1, 0.02, 0.01, 0.05, 0.01, false},
                                            {"long_step", "1", 0, 1, 0.02, 0.01, 0.05, 0.01, false},
                                            {"long_most", "1", 0, 1, 0.2, 0.1, 0.4, 0.1, false},
                                            {"short_first", "1", 0, 1, 0.02, 0.01, 0.05, 0.01, false},
                                            {"short_step", "1", 0, 1, 0.02, 0.01, 0.05, 0.01, false},
                                            {"short_most", "1", 0, 1, 0.2, 0.1, 0.4, 0.1, false}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    struct state {
        parabolic_stop<L> stop;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.stop.start(p[0], p[1]);
        s.stop.up.set(p[2], p[3], p[4]);
        s.stop.down.set(p[5], p[6], p[7]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        if (t == in.begin) {
            out[0] = real(quiet_nan());
            return;
        }
        real const stop = s.stop.step(in.x[0], in.x[1], in.begin, t);
        out[0] = select(s.stop.is_long(), stop, -stop);
    }
};

BB_ISA_END
