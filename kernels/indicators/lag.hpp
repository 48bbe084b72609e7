#pragma once
// The value n bars ago.
//   lag[t] = x[t-n]
// Source: definition.
// Cost per bar: one gather.
// Degenerate: n = 0 is x itself.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

struct lag {
    static constexpr entry_info info{"lag",    "Earlier value", "math",
                                     "x[t-n]", "definition",    "n = 0: x itself"};
    static constexpr param_info params[] = {{"n", "bars", 0, 100000, 1, 1, 10, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }
    static constexpr int64_t memory(double const*) { return 0; }

    template <class L>
    struct state {
        lane_windows<L> window;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.window = windows_of<L>(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, [[maybe_unused]] typename L::real const* p, series_view const& in,
                           int64_t t, typename L::real* out) {
        using real = typename L::real;
        out[0] = leaving_value<L>(in.x[0], in.begin, t, s.window, real(quiet_nan()));
    }
};

BB_ISA_END
