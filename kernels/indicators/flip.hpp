#pragma once
// A series with its sign changed.
//   flip[t] = -x[t]
// Source: definition.
// Cost per bar: one operation.
// Degenerate: 0 becomes -0.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct flip {
    static constexpr entry_info info{"flip", "Negated series", "math",
                                     "-x",   "definition",     "0 becomes -0, which compares equal to 0"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = -at(0);
    }
};

BB_ISA_END
