#pragma once
// The value n bars ago.
//   lag[t] = x[t-n]
// Source: definition.
// Cost per bar: one load.
// Degenerate: n = 0 is x itself.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct lag {
    static constexpr entry_info info{"lag",    "Earlier value", "math",
                                     "x[t-n]", "definition",    "n = 0: x itself"};
    static constexpr param_info params[] = {{"n", "bars", 0, 100000, 1, 1, 10, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        out[0] = at(0, static_cast<int64_t>(p[0]));
    }
};

BB_ISA_END
