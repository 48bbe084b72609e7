#pragma once
// Average price of a bar.
//   avgprice[t] = (high + low + close + open) / 4, added from left to right
// Source: TA-Lib, ta_AVGPRICE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: 4 operations.
// Degenerate: a NaN in any input gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct avgprice {
    static constexpr entry_info info{"avgprice",
                                     "Average price",
                                     "price",
                                     "(high + low + close + open) / 4",
                                     "TA-Lib ta_AVGPRICE.c, https://ta-lib.org",
                                     "NaN in any input: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        out[0] = (at(1) + at(2) + at(3) + at(0)) / real(4.0);
    }
};

BB_ISA_END
