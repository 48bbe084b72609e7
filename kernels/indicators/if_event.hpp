#pragma once
// One of two series, bar by bar, by whether something happens: `if` of the strategy language.
//   if_event[t] = a[t] where event[t] != 0, else b[t]
// Source: definition. Cost per bar: five operations. Degenerate: NaN where any of the three is, also the one
// that is not taken: a rule that reads it has no signal there (A7).

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct if_event {
    static constexpr entry_info info{"if_event",   "One of two series by an event",
                                     "math",       "a where event is other than 0, else b",
                                     "definition", "event, a or b NaN: NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"event", "a", "b"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    static BB_HD void value(bars_at<L> const& at, double const*, typename L::real* out) {
        using real = typename L::real;
        real const event = at(0), a = at(1), b = at(2);
        auto const known = (event == event) & (a == a) & (b == b);
        out[0] = select(known, select(event == real(0.0), b, a), real(quiet_nan()));
    }
};

BB_ISA_END
