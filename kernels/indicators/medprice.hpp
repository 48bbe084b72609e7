#pragma once
// Median price of a bar.
//   medprice[t] = (high + low) / 2, added from left to right
// Source: TA-Lib, ta_MEDPRICE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: 2 operations.
// Degenerate: a NaN in any input gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct medprice {
    static constexpr entry_info info{"medprice",
                                     "Median price",
                                     "price",
                                     "(high + low) / 2",
                                     "TA-Lib ta_MEDPRICE.c, https://ta-lib.org",
                                     "NaN in any input: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        out[0] = (at(0) + at(1)) / real(2.0);
    }
};

BB_ISA_END
