#pragma once
// Product of two series, bar by bar.
//   mult[t] = a[t] * b[t]
// Source: TA-Lib, ta_MULT.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: one operation.
// Degenerate: IEEE arithmetic; an overflow is an infinity, a NaN in either input gives NaN.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct mult {
    static constexpr entry_info info{"mult",
                                     "Product of two series",
                                     "math",
                                     "a * b",
                                     "TA-Lib ta_MULT.c, https://ta-lib.org",
                                     "NaN in either input: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = at(0) * at(1);
    }
};

BB_ISA_END
