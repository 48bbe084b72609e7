#pragma once
// A series that begins n values later: what remembers then starts where something slower does.
//   skip[t] = x[t], the first n values of x left out
// Source: definition. Cost per bar: a copy. Degenerate: none.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct skip {
    static constexpr entry_info info{"skip",       "Series without its first values",
                                     "math",       "x from its n-th value on",
                                     "definition", "NaN inside: at its bar only"};
    static constexpr param_info params[] = {{"n", "bars", 0, 100000, 1, 0, 100, 10, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        out[0] = at(0);
    }
};

BB_ISA_END
