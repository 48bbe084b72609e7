#pragma once
// Square root, bar by bar.
//   sqrt[t] = sqrt(x)
// Source: TA-Lib, ta_SQRT.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: one IEEE square root.
// Degenerate: below 0, and of NaN: NaN; of -0: -0.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct sqrt {
    static constexpr entry_info info{
        "sqrt", "Square root", "math", "sqrt(x)", "TA-Lib ta_SQRT.c, https://ta-lib.org", "below 0: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {0.0, 0x1.fffffffffffffp1023};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = square_root(at(0));
    }
};

BB_ISA_END
