#pragma once
// Arc tangent, bar by bar.
//   atan[t] = atan(x)
// Source: TA-Lib, ta_ATAN.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 70 operations and two divisions, whole registers. Same bits everywhere:
// kernels/core/exact_arc.hpp.
// Degenerate: infinities give -pi/2 and pi/2; NaN gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_arc.hpp"

BB_ISA_BEGIN

struct atan {
    static constexpr entry_info info{"atan",
                                     "Arc tangent",
                                     "math",
                                     "atan(x)",
                                     "TA-Lib ta_ATAN.c, https://ta-lib.org",
                                     "infinite: -pi/2 or pi/2; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = exact_atan(at(0));
    }
};

BB_ISA_END
