#pragma once
// Accumulation/distribution line: all money flows since the first bar.
//   ad[t] = ad[t-1] + ((close - low) - (high - close)) / (high - low) volume
// Source: Marc Chaikin's line, in Steven Achelis, Technical Analysis from A to Z (2nd ed. 2001); TA-Lib,
// ta_AD.c (https://ta-lib.org): look-back 0. Cost per bar: one division and six operations
// (kernels/core/money_flow.hpp). Degenerate: a bar without range adds nothing, as TA-Lib; a NaN inside stays
// for ever; the level depends on where the series begins.

#include "kernels/core/money_flow.hpp"

BB_ISA_BEGIN

struct ad {
    static constexpr entry_info info{
        "ad",
        "Accumulation/distribution line",
        "volume",
        "sum since the first bar of ((close - low) - (high - close)) / (high - low) * volume",
        "Chaikin, in Achelis 2001; TA-Lib ta_AD.c, https://ta-lib.org",
        "high = low: nothing is added; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const*) { return 0; }

    template <class L>
    struct state {
        accumulated_flow flow;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.flow.start();
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        s.flow.step(in, t);
        out[0] = typename L::real(s.flow.total);
    }
};

BB_ISA_END
