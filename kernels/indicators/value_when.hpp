#pragma once
// A series as it was when something last happened; that of the time before is
// value_when(event, value_when(event, x)[1]).
//   value_when[t] = x[s], s the last bar up to t with event[s] != 0
// Source: definition; TradingView Pine, ta.valuewhen. In a strategy the event is a condition or a series.
// Cost per bar: two operations. Degenerate: NaN before the first event, and where the event itself is NaN,
// which counts as none. An average that remembers all bars (ema, rsi) never has a value over what begins with
// NaN; skip(x, n) lets it begin later.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct value_when {
    static constexpr entry_info info{"value_when", "Value at the last event",
                                     "math",       "x where event was last other than 0",
                                     "definition", "NaN before the first event and where the event is NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"event", "x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        double held;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.held = quiet_nan();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double const event = in.x[0][t];
        bool const known = event == event;
        if (known && event != 0.0) s.held = in.x[1][t];
        out[0] = typename L::real(known ? s.held : quiet_nan());
    }
};

BB_ISA_END
