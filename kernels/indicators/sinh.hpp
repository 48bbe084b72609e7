#pragma once
// Hyperbolic sine, bar by bar.
//   sinh[t] = sinh(x)
// Source: TA-Lib, ta_SINH.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 60 operations, one bar after the other. Same bits everywhere:
// kernels/core/exact_hyperbolic.hpp.
// Degenerate: infinite beyond 710.475, with its sign; NaN gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_hyperbolic.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct sinh {
    static constexpr entry_info info{"sinh",
                                     "Hyperbolic sine",
                                     "math",
                                     "sinh(x)",
                                     "TA-Lib ta_SINH.c, https://ta-lib.org",
                                     "beyond 710.475: infinite; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr double domain[] = {-710.0, 710.0};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = per_lane<L>(at(0), [](double x) { return exact_sinh(x); });
    }
};

BB_ISA_END
