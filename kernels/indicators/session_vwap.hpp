#pragma once
// Volume-weighted average price since the session began.
//   session_vwap[t] = sum(m volume) / sum(volume) over the bars of t's session up to t,
//   m = (high + low + close) / 3
// A session is a run of bars with one value of `session`: in the strategy language the day on the clock of
// the bars' source on which they open. Source: Stephen Berkowitz, Dennis Logue & Eugene Noser, The total cost
// of transactions on the NYSE, Journal of Finance 43:1 (1988), 97-112. Look-back 0. The sums are carried in
// two parts, as in anchored_vwap. Cost per bar: one division and about thirty operations. Degenerate: no
// volume yet in the session: NaN until there is some; a NaN inside stays until the session ends.

#include "kernels/core/entry.hpp"
#include "kernels/core/two_part.hpp"

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
        detail::parts<typename L::real> paid, traded;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        using real = typename L::real;
        s.paid = s.traded = {real(0.0), real(0.0)};
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        if (t > in.begin && in.x[4][t] != in.x[4][t - 1]) start<L>(s, p);
        double const volume = in.x[3][t], price = (in.x[0][t] + in.x[1][t] + in.x[2][t]) / 3.0;
        s.paid = detail::sum_of(s.paid, {real(price * volume), real(0.0)});
        s.traded = detail::sum_of(s.traded, {real(volume), real(0.0)});
        out[0] = (s.paid.high + s.paid.low) / (s.traded.high + s.traded.low);
    }
};

BB_ISA_END
