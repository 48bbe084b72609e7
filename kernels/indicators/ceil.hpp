#pragma once
// Rounded up to a whole number, bar by bar.
//   ceil[t] = ceil(x)
// Source: TA-Lib, ta_CEIL.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: seven operations.
// Degenerate: whole numbers, infinities and -0 stay, -0.5 gives -0; NaN gives NaN.

#include "kernels/indicators/floor.hpp"

BB_ISA_BEGIN

struct ceil {
    static constexpr entry_info info{
        "ceil",    "Rounded up to a whole number",         "math",
        "ceil(x)", "TA-Lib ta_CEIL.c, https://ta-lib.org", "infinite: itself; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = -rounded_down(-at(0));
    }
};

BB_ISA_END
