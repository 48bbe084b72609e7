#pragma once
// Arc sine, bar by bar.
//   asin[t] = asin(x)
// Source: TA-Lib, ta_ASIN.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 70 operations and a square root, whole registers. Same bits everywhere:
// kernels/core/exact_arc.hpp.
// Degenerate: outside [-1, 1], and of NaN: NaN; the sign of zero stays.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_arc.hpp"

BB_ISA_BEGIN

struct asin {
    static constexpr entry_info info{"asin",
                                     "Arc sine",
                                     "math",
                                     "asin(x)",
                                     "TA-Lib ta_ASIN.c, https://ta-lib.org",
                                     "outside [-1, 1]: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {-1.0, 1.0};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = exact_asin(at(0));
    }
};

BB_ISA_END
