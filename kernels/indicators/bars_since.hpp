#pragma once
// How many bars ago something last happened.
//   bars_since[t] = t - s, s the last bar up to t with event[s] != 0
// Source: definition; TradingView Pine, ta.barssince. In a strategy the event is a condition or a series.
// Cost per bar: three operations. Degenerate: NaN before the first event, and where the event itself is NaN,
// which counts as none. An average that remembers all bars (ema, rsi) never has a value over what begins with
// NaN; skip(x, n) lets it begin later.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct bars_since {
    static constexpr entry_info info{"bars_since", "Bars since an event",
                                     "math",       "bars since event was last other than 0",
                                     "definition", "NaN before the first event and where the event is NaN"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"event"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        double bars;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.bars = quiet_nan();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double const event = in.x[0][t];
        bool const known = event == event;
        s.bars = known && event != 0.0 ? 0.0 : s.bars + 1.0;
        out[0] = typename L::real(known ? s.bars : quiet_nan());
    }
};

BB_ISA_END
