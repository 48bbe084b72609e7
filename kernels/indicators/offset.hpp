#pragma once
// A series plus a constant.
//   offset[t] = x[t] + k
// Source: definition.
// Cost per bar: one operation.
// Degenerate: none beyond IEEE arithmetic.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct offset {
    static constexpr entry_info info{"offset",     "Series plus a constant",     "math", "x + k",
                                     "definition", "none beyond IEEE arithmetic"};
    static constexpr param_info params[] = {{"k", "1", -1e300, 1e300, 0, -1, 1, 0.5, false}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        out[0] = at(0) + real(p[0]);
    }
};

BB_ISA_END
