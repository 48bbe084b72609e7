#pragma once
// One of two series, bar by bar, by the level of a third.
//   if_at_least[t] = a[t] where x[t] >= level, else b[t]
// Source: definition. Cost per bar: three operations. Degenerate: NaN where x is NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct if_at_least {
    static constexpr entry_info info{"if_at_least", "One of two series by the level of a third",
                                     "math",        "a where x >= level, else b",
                                     "definition",  "x NaN: NaN"};
    static constexpr param_info params[] = {{"level", "1", -1e300, 1e300, 0, -1, 1, 0.5, false}};
    static constexpr char const* inputs[] = {"x", "a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        real const x = at(0);
        out[0] = select(x == x, select(real(p[0]) <= x, at(1), at(2)), real(quiet_nan()));
    }
};

BB_ISA_END
