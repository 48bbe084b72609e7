#pragma once
// True range of a bar.
//   trange[t] = max(high - low, |close[t-1] - high|, |close[t-1] - low|)
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section III; TA-Lib,
// ta_TRANGE.c (https://ta-lib.org): look-back 1, the first bar has no previous close and no value. Cost per
// bar: seven operations. Degenerate: flat bars give 0; a NaN in any of the four prices gives NaN for that
// bar.

#include "kernels/core/bits.hpp"
#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

BB_HD double true_range_of(double high, double low, double previous_close) {
    if (is_nan(previous_close)) return quiet_nan();
    double range = high - low;
    double const up = __builtin_fabs(previous_close - high);
    double const down = __builtin_fabs(previous_close - low);
    if (up > range) range = up;
    if (down > range) range = down;
    return range;
}

struct trange {
    static constexpr entry_info info{"trange",
                                     "True range",
                                     "volatility",
                                     "max(high - low, |close[t-1] - high|, |close[t-1] - low|)",
                                     "Wilder 1978; TA-Lib ta_TRANGE.c, https://ta-lib.org",
                                     "flat bars: 0; NaN in any of the four prices: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 1; }

    template <class L>
    struct state {};
    template <class L>
    static BB_HD void start(state<L>&, typename L::real const*) {}
    template <class L>
    static BB_HD void step(state<L>&, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        out[0] =
            t == in.begin ? real(quiet_nan()) : real(true_range_of(in.x[0][t], in.x[1][t], in.x[2][t - 1]));
    }
};

BB_ISA_END
