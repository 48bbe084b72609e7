#pragma once
// Hyperbolic tangent, bar by bar.
//   tanh[t] = tanh(x)
// Source: TA-Lib, ta_TANH.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back 0.
// Cost per bar: about 60 operations, one bar after the other. Same bits everywhere:
// kernels/core/exact_hyperbolic.hpp.
// Degenerate: -1 and 1 beyond 22; NaN gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/exact_hyperbolic.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct tanh {
    static constexpr entry_info info{"tanh",
                                     "Hyperbolic tangent",
                                     "math",
                                     "tanh(x)",
                                     "TA-Lib ta_TANH.c, https://ta-lib.org",
                                     "beyond 22: -1 or 1; NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = per_lane<L>(at(0), [](double x) { return exact_tanh(x); });
    }
};

BB_ISA_END
