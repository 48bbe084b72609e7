#pragma once
// Parkinson volatility: the standard deviation of a bar's log return, judged by its range.
//   parkinson = sqrt(mean of ln(high / low)^2 over n bars / (4 ln 2)), 1 / (4 ln 2) = 0.36067376022224085
// Per bar, not per year. Source: Michael Parkinson, The extreme value method for estimating the variance of
// the rate of return, Journal of Business 53:1 (1980). Look-back n-1. Cost per bar: a mean, a logarithm, a
// root and three operations, as columns. Degenerate: bars without range give 0; a price that is not above 0
// gives NaN; those of sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct parkinson {
    static constexpr entry_info info{
        "parkinson",      "Parkinson volatility",
        "volatility",     "sqrt(mean of ln(high / low)^2 over n bars / (4 ln 2))",
        "Parkinson 1980", "flat: 0; a price of 0 or below: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let range = ln(high / low)\n"
        "let value = sqrt(0.36067376022224085 * sma(range * range, n))";
};

BB_ISA_END
