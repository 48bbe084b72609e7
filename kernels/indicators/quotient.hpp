#pragma once
// Quotient of two series by the convention of TA-Lib's oscillators: nothing divided by nothing is nothing.
//   quotient[t] = a[t] / b[t], 0 where b[t] = 0
// Source: definition. Cost per bar: two operations. Degenerate: b = 0 gives 0 whatever a is.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct quotient {
    static constexpr entry_info info{"quotient",
                                     "Quotient that is 0 where it divides by 0",
                                     "math",
                                     "a / b, 0 where b is 0",
                                     "definition; the convention of TA-Lib, https://ta-lib.org",
                                     "b = 0: 0"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        out[0] = select(at(1) == real(0.0), real(0.0), at(0) / at(1));
    }
};

BB_ISA_END
