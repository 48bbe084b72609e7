#pragma once
// Whether two series are equal.
//   equals[t] = 1 where a[t] == b[t], else 0
// Source: definition; conditions that are asked for as series are made of it. Cost per bar: three operations.
// Degenerate: NaN where a or b is (A7).

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct equals {
    static constexpr entry_info info{"equals",     "Whether two series are equal",
                                     "math",       "1 where a == b, else 0",
                                     "definition", "a or b NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        real const a = at(0), b = at(1);
        auto const known = (a == a) & (b == b);
        out[0] = select(known, select(a == b, real(1.0), real(0.0)), real(quiet_nan()));
    }
};

BB_ISA_END
