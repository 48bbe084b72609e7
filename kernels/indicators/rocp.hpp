#pragma once
// Rate of change over n bars.
//   rocp[t] = (x[t] - x[t-n]) / x[t-n]
// Source: TA-Lib, ta_ROCP.c (Mario Fortier, 1999-2024), https://ta-lib.org; look-back n.
// Cost per bar: one division and two operations.
// Degenerate: where x[t-n] is 0 the value is 0, as TA-Lib.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct rocp {
    static constexpr entry_info info{"rocp",
                                     "Rate of change",
                                     "momentum",
                                     "(x[t] - x[t-n]) / x[t-n]",
                                     "TA-Lib ta_ROCP.c, https://ta-lib.org",
                                     "x[t-n] = 0: 0, as TA-Lib"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 1, 30, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        real const before = at(0, static_cast<int64_t>(p[0]));
        out[0] = select(before == real(0.0), real(0.0), (at(0) - before) / before);
    }
};

BB_ISA_END
