#pragma once
// Know sure thing: smoothed rates of change over four lengths, the longest weighing most, and a mean of them.
//   line = sma(roc(x, a), n) + 2 sma(roc(x, b), n) + 3 sma(roc(x, c), n) + 4 sma(roc(x, d), m)
//   signal = sma(line, signal)
// Source: Martin Pring, Summed rate of change (KST), Technical Analysis of Stocks & Commodities (1992): 10,
// 15, 20 and 30 bars, smoothed over 10, 10, 10 and 15. Look-back of the line the longest of a part, its
// rate's and n
// - 1; of the signal `signal` - 1 more. Cost per bar: four rates of change, five means and six operations, as
// columns. Degenerate: those of roc (a price of 0 gives 0) and sma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct kst {
    static constexpr entry_info info{
        "kst",
        "Know sure thing",
        "momentum",
        "sma(roc(x, a), n) + 2 sma(roc(x, b), n) + 3 sma(roc(x, c), n) + 4 sma(roc(x, d), m) and its sma",
        "Pring 1992",
        "those of roc and sma"};
    static constexpr param_info params[] = {
        {"a", "bars", 1, 100000, 10, 5, 15, 5, true},    {"b", "bars", 1, 100000, 15, 10, 20, 5, true},
        {"c", "bars", 1, 100000, 20, 15, 30, 5, true},   {"d", "bars", 1, 100000, 30, 20, 40, 5, true},
        {"n", "bars", 1, 100000, 10, 5, 15, 5, true},    {"m", "bars", 1, 100000, 15, 10, 20, 5, true},
        {"signal", "bars", 1, 100000, 9, 5, 15, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"line", "signal"};
    static constexpr char const* composed =
        "let early = sma(roc(x, a), n) + 2 * sma(roc(x, b), n)\n"
        "let late = 3 * sma(roc(x, c), n) + 4 * sma(roc(x, d), m)\n"
        "let line = early + late\n"
        "let signal = sma(line, signal)";
};

BB_ISA_END
