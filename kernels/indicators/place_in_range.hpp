#pragma once
// Where a value lies between two others, in parts of k: raw stochastic and Williams %R are this of the close
// in the range of the last bars.
//   place_in_range = k (x - from) / (to - from)
// Source: definition. Cost per bar: one division and four operations, a lane being a bar. Degenerate: no
// range gives 0; `from` above `to` is a range too, seen from the other end.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct place_in_range {
    static constexpr entry_info info{"place_in_range", "Place in a range",
                                     "math",           "k (x - from) / (to - from)",
                                     "definition",     "no range: 0"};
    static constexpr param_info params[] = {{"k", "1", -1e6, 1e6, 100, 100, 100, 1, false}};
    static constexpr char const* inputs[] = {"x", "from", "to"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        using real = typename L::real;
        real const range = at(2) - at(1);
        out[0] = select(range == real(0.0), real(0.0), real(p[0]) * ((at(0) - at(1)) / range));
    }
};

BB_ISA_END
