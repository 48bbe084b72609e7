#pragma once
// Quotient of two series, bar by bar.
//   div[t] = a[t] / b[t]
// Source: TA-Lib, ta_DIV.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: one operation.
// Degenerate: a / 0 is an infinity with the sign of the IEEE quotient and 0 / 0 is NaN, as TA-Lib.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct div {
    static constexpr entry_info info{
        "div",
        "Quotient of two series",
        "math",
        "a / b",
        "TA-Lib ta_DIV.c, https://ta-lib.org",
        "a / 0 is an infinity with the sign of the IEEE quotient and 0 / 0 is NaN, as TA-Lib"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = at(0) / at(1);
    }
};

BB_ISA_END
