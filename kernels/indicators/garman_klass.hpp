#pragma once
// Garman-Klass volatility: the standard deviation of a bar's log return, judged by its range and its body.
//   garman_klass = sqrt(mean of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2 over n bars)
// Per bar, not per year; 2 ln 2 - 1 = 0.38629436111989057. Source: Mark Garman & Michael Klass, On the
// estimation of security price volatilities from historical data, Journal of Business 53:1 (1980). Look-back
// n-1. Cost per bar: a mean, two logarithms, a root and seven operations, as columns. Degenerate: bars
// without range give 0; a price that is not above 0 gives NaN; those of sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct garman_klass {
    static constexpr entry_info info{
        "garman_klass",
        "Garman-Klass volatility",
        "volatility",
        "sqrt(mean of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2 over n bars)",
        "Garman & Klass 1980",
        "flat: 0; a price of 0 or below: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"open", "high", "low", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let range = ln(high / low)\n"
        "let body = ln(close / open)\n"
        "let value = sqrt(sma(0.5 * range * range - 0.38629436111989057 * body * body, n))";
};

BB_ISA_END
