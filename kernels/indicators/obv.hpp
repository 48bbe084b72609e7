#pragma once
// On-balance volume: volume added on bars that rise and taken away on bars that fall.
//   obv[0] = volume[0]; obv[t] = obv[t-1] + volume, - volume or + 0 where close is above, below or at
//   close[t-1]
// Source: Joseph Granville, Granville's New Key to Stock Market Profits (1963); TA-Lib, ta_OBV.c
// (https://ta-lib.org): look-back 0. Cost per bar: seven operations. Degenerate: an unchanged close adds
// nothing; a NaN inside stays for ever; the level depends on where the series begins.

#include "kernels/core/running_total.hpp"

BB_ISA_BEGIN

struct obv : total_walk<obv> {
    static constexpr entry_info info{"obv",
                                     "On-balance volume",
                                     "volume",
                                     "sum of volume with the sign of close - close[1], from volume[0] on",
                                     "Granville 1963; TA-Lib ta_OBV.c, https://ta-lib.org",
                                     "unchanged close: unchanged; NaN inside: NaN from there on"};
    static constexpr char const* inputs[] = {"close", "volume"};
    static constexpr char const* outputs[] = {"value"};

    template <class L>
    static BB_HD typename L::real term(bars_at<L> const& at) {
        using real = typename L::real;
        real const moved = at(0) - at(0, 1), none(0.0), one(1.0);
        real const sign = select(moved > none, one, none) - select(moved < none, one, none);
        return at(1) * sign + (moved - moved);  // the latter is 0, or NaN
    }
    static BB_HD double first(bars_at<scalar_lanes> const& at) { return at(1); }
};

BB_ISA_END
