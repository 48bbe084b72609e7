#pragma once
// Mass index: widening ranges, summed; a bulge above 27 that falls under 26.5 is taken for a coming reversal.
//   mass_index = sum(e1 / e2, m), e1 = ema(high - low, n), e2 = ema(e1, n)
// Source: Donald Dorsey, The mass index, Technical Analysis of Stocks & Commodities 10:6 (1992): 9 and 25
// bars. Cost per bar: two exponential means, a sum and two operations, as columns. Degenerate: where bars had
// no range at all the quotient is NaN, and so is the sum until its window has passed.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct mass_index {
    static constexpr entry_info info{"mass_index",  "Mass index",
                                     "volatility",  "sum(ema(high - low, n) / ema(ema(high - low, n), n), m)",
                                     "Dorsey 1992", "no range for long: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 9, 5, 20, 1, true},
                                            {"m", "bars", 1, 100000, 25, 10, 50, 5, true}};
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let e1 = ema(high - low, n)\n"
        "let value = sum(e1 / ema(e1, n), m)";
};

BB_ISA_END
