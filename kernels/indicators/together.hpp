#pragma once
// A series from the first bar on at which another has one: outputs of one indicator begin together, as
// TA-Lib's.
//   together[t] = x[t] for t >= the first bars of x and of y
// Source: definition. Cost per bar: a copy. Degenerate: a NaN inside y changes nothing.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct together {
    static constexpr entry_info info{"together",   "Series where another one has begun",
                                     "math",       "x from the first bar of y on",
                                     "definition", "NaN inside y: no matter"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x", "y"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = at(0);
    }
};

BB_ISA_END
