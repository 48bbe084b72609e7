#pragma once
// Volume-weighted average price since an anchor: the bar `skip` bars after the first of the series.
//   anchored_vwap[t] = sum(m volume) / sum(volume) over bars begin + skip .. t, m = (high + low + close) / 3
// Source: Stephen Berkowitz, Dennis Logue & Eugene Noser, The total cost of transactions on the NYSE, Journal
// of Finance 43:1 (1988), 97-112; TA-Lib, ta_VWAP.c (https://ta-lib.org) for skip = 0. Look-back skip. Cost
// per bar: one division and about thirty operations. Degenerate: no volume since the anchor: NaN until there
// is some; a NaN inside stays for ever; values depend on where the series begins.

#include "kernels/core/mean_price.hpp"

BB_ISA_BEGIN

struct anchored_vwap {
    static constexpr entry_info info{
        "anchored_vwap",
        "Volume-weighted average price since an anchor",
        "volume",
        "sum(m volume) / sum(volume) since bar `skip`, m = (high + low + close) / 3",
        "Berkowitz, Logue & Noser 1988; TA-Lib ta_VWAP.c, https://ta-lib.org",
        "no volume since the anchor: NaN; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"skip", "bars", 0, 1e9, 0, 0, 500, 100, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        mean_price<L> mean;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.mean.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        s.mean.step(in, t, p[0] <= typename L::real(static_cast<double>(t - in.begin)));
        out[0] = s.mean.value();
    }
};

BB_ISA_END
