#pragma once
// Accumulation/distribution line: all money flows since the first bar.
//   ad[t] = ad[t-1] + ((close - low) - (high - close)) / (high - low) volume
// Source: Marc Chaikin's line, in Steven Achelis, Technical Analysis from A to Z (2nd ed. 2001); TA-Lib,
// ta_AD.c (https://ta-lib.org): look-back 0. Cost per bar: one division and six operations
// (kernels/core/money_flow.hpp). Degenerate: a bar without range adds nothing, as TA-Lib; a NaN inside stays
// for ever; the level depends on where the series begins.

#include "kernels/core/money_flow.hpp"
#include "kernels/core/running_total.hpp"

BB_ISA_BEGIN

struct ad : total_walk<ad> {
    static constexpr entry_info info{
        "ad",
        "Accumulation/distribution line",
        "volume",
        "sum since the first bar of ((close - low) - (high - close)) / (high - low) * volume",
        "Chaikin, in Achelis 2001; TA-Lib ta_AD.c, https://ta-lib.org",
        "high = low: nothing is added; NaN inside: NaN from there on"};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};

    template <class L>
    static BB_HD typename L::real term(bars_at<L> const& at) {
        return money_flow_of<typename L::real>(at(0), at(1), at(2), at(3));
    }
    static BB_HD double first(bars_at<scalar_lanes> const& at) { return term(at); }
};

BB_ISA_END
