#pragma once
// Typical price of a bar.
//   typprice[t] = (high + low + close) / 3, added from left to right
// Source: TA-Lib, ta_TYPPRICE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: 3 operations.
// Degenerate: a NaN in any input gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct typprice {
    static constexpr entry_info info{"typprice",
                                     "Typical price",
                                     "price",
                                     "(high + low + close) / 3",
                                     "TA-Lib ta_TYPPRICE.c, https://ta-lib.org",
                                     "NaN in any input: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        out[0] = (at(0) + at(1) + at(2)) / real(3.0);
    }
};

BB_ISA_END
