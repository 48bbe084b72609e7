#pragma once
// Price of a bar in which the close counts twice.
//   wclprice[t] = (high + low + 2 close) / 4, added from left to right
// Source: TA-Lib, ta_WCLPRICE.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: 4 operations.
// Degenerate: a NaN in any input gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct wclprice {
    static constexpr entry_info info{"wclprice",
                                     "Weighted close price",
                                     "price",
                                     "(high + low + 2 close) / 4",
                                     "TA-Lib ta_WCLPRICE.c, https://ta-lib.org",
                                     "NaN in any input: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        out[0] = (at(0) + at(1) + at(2) * real(2.0)) / real(4.0);
    }
};

BB_ISA_END
