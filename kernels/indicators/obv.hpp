#pragma once
// On-balance volume: volume added on bars that rise and taken away on bars that fall.
//   obv[0] = volume[0]; obv[t] = obv[t-1] + volume, - volume or + 0 where close is above, below or at
//   close[t-1]
// Source: Joseph Granville, Granville's New Key to Stock Market Profits (1963); TA-Lib, ta_OBV.c
// (https://ta-lib.org): look-back 0. Cost per bar: four operations. Degenerate: an unchanged close adds
// nothing; a NaN inside stays for ever; the level depends on where the series begins.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct obv {
    static constexpr entry_info info{"obv",
                                     "On-balance volume",
                                     "volume",
                                     "sum of volume with the sign of close - close[1], from volume[0] on",
                                     "Granville 1963; TA-Lib ta_OBV.c, https://ta-lib.org",
                                     "unchanged close: unchanged; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        double total;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.total = 0.0;
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double const volume = in.x[1][t];
        double const moved = t == in.begin ? 1.0 : in.x[0][t] - in.x[0][t - 1];
        // No branch, which half of all bars would take by surprise; the last two are 0, or NaN.
        double const flow = moved != 0.0 ? volume * __builtin_copysign(1.0, moved) : 0.0;
        s.total = s.total + (flow + (moved - moved) + (volume - volume));
        out[0] = typename L::real(s.total);
    }
};

BB_ISA_END
