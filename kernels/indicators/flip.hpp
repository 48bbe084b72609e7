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
    struct state {};
    template <class L>
    static BB_HD void start(state<L>&, typename L::real const*) {}
    template <class L>
    static BB_HD void step(state<L>&, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        out[0] = real(-in.x[0][t]);
    }
};

BB_ISA_END
