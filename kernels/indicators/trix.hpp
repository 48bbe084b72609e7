#pragma once
// Rate of change, in per cent a bar, of an exponential mean of a mean of a mean.
//   trix = roc(ema(ema(ema(x, n), n), n), 1)
// Source: Jack Hutson, Good TRIX, Technical Analysis of Stocks & Commodities 1:5 (1983); TA-Lib, ta_TRIX.c
// (https://ta-lib.org): look-back 3 (n-1) + 1, unstable period 0.
// Cost per bar: three exponential means and one rate of change, as columns.
// Degenerate: those of ema and roc.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct trix {
    static constexpr entry_info info{"trix",
                                     "Rate of change of a triple exponential mean",
                                     "momentum",
                                     "100 (e3[t] / e3[t-1] - 1), e3 = ema(ema(ema(x)))",
                                     "Hutson 1983; TA-Lib ta_TRIX.c, https://ta-lib.org",
                                     "e3[t-1] = 0: 0; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 30, 5, 40, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = roc(ema(ema(ema(x, n), n), n), 1)";
};

BB_ISA_END
