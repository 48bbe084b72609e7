#pragma once
// Volume-weighted average price since the session began.
//   session_vwap[t] = sum(m volume) / sum(volume) over the bars of t's session up to t,
//   m = (high + low + close) / 3
// A session is a run of bars with one value of `session`: in the strategy language the day on the clock of
// the bars' source on which they open. Source: Stephen Berkowitz, Dennis Logue & Eugene Noser, The total cost
// of transactions on the NYSE, Journal of Finance 43:1 (1988), 97-112. Look-back 0. Cost per bar: one
// division and about thirty operations. Degenerate: no volume yet in the session: NaN until there is some; a
// NaN inside stays until the session ends.

#include "kernels/core/mean_price.hpp"

BB_ISA_BEGIN

struct session_vwap {
    static constexpr entry_info info{"session_vwap",
                                     "Volume-weighted average price of the session",
                                     "volume",
                                     "sum(m volume) / sum(volume) since the session began, m = (high + low + "
                                     "close) / 3",
                                     "Berkowitz, Logue & Noser 1988",
                                     "no volume yet: NaN; NaN inside: NaN until the session ends"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close", "volume", "session"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        mean_price<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t > in.begin && in.x[4][t] != in.x[4][t - 1]) s.mean.start();
        s.mean.step(in, t, L::mask_of(true));
        out[0] = s.mean.value();
    }
};

BB_ISA_END
