#pragma once
// Rogers-Satchell volatility: the standard deviation of a bar's log return about its drift, judged by its
// four prices.
//   rogers_satchell = sqrt(mean of ln(high / close) ln(high / open) + ln(low / close) ln(low / open) over n
//   bars)
// Per bar, not per year. Source: Chris Rogers & Stephen Satchell, Estimating variance from high, low and
// closing prices, Annals of Applied Probability 1:4 (1991). Look-back n-1. Cost per bar: a mean, four
// logarithms, a root and seven operations, as columns. Degenerate: bars without shadows give 0; a price that
// is not above 0 gives NaN; those of sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct rogers_satchell {
    static constexpr entry_info info{
        "rogers_satchell",
        "Rogers-Satchell volatility",
        "volatility",
        "sqrt(mean of ln(high / close) ln(high / open) + ln(low / close) ln(low / open) over n bars)",
        "Rogers & Satchell 1991",
        "flat: 0; a price of 0 or below: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let term = ln(high / close) * ln(high / open) + ln(low / close) * ln(low / open)\n"
        "let value = sqrt(sma(term, n))";
};

BB_ISA_END
