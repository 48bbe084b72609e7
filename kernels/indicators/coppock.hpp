#pragma once
// Coppock curve: a weighted mean of a long and a short rate of change.
//   coppock = wma(roc(x, a) + roc(x, b), n)
// Source: Edwin Coppock, Practical relative strength charting, Barron's (1962): 14, 11 and 10 months.
// Look-back max(a, b) + n - 1, as TA-Lib 0.8 (COPPOCK, https://ta-lib.org). Cost per bar: two rates of
// change, a sum and a weighted mean, as columns. Degenerate: those of roc (a price of 0 gives 0) and wma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct coppock {
    static constexpr entry_info info{"coppock",      "Coppock curve",
                                     "momentum",     "wma(roc(x, a) + roc(x, b), n)",
                                     "Coppock 1962", "those of roc and wma"};
    static constexpr param_info params[] = {{"a", "bars", 1, 100000, 14, 10, 20, 2, true},
                                            {"b", "bars", 1, 100000, 11, 7, 15, 2, true},
                                            {"n", "bars", 1, 100000, 10, 5, 20, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = wma(roc(x, a) + roc(x, b), n)";
};

BB_ISA_END
