#pragma once
// TTM squeeze: whether the Bollinger bands lie inside the Keltner channel, and where the price is heading.
//   on = 1 where d standard deviations of n closes are less than k mean true ranges, else 0
//   momentum = linearreg(close - (midprice(n) + sma(close, n)) / 2, n)
// Bands and channel are about the same mean, sma(close, n), so that their widths say which is inside. Source:
// John Carter, Mastering the Trade (2005), chapter 11: 20 bars, 2 and 1.5. Look-back n for on, 2n-2 for
// momentum. Cost per bar: a deviation, three means, two extremes, a regression and seven operations, as
// columns. Degenerate: flat bars give off and 0; those of the parts.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct squeeze {
    static constexpr entry_info info{
        "squeeze",
        "TTM squeeze",
        "volatility",
        "on = stddev(close, n, d) < k sma(trange, n); momentum = linearreg(close - (midprice + sma) / 2, n)",
        "Carter, Mastering the Trade (2005)",
        "flat bars: off, 0; NaN inside: until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 20, 10, 40, 5, true},
                                            {"d", "standard deviations", 0, 1e6, 2, 1.5, 2.5, 0.5, false},
                                            {"k", "true ranges", 0, 1e6, 1.5, 1, 2, 0.5, false}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"on", "momentum"};
    static constexpr char const* composed =
        "let on = above(k * sma(trange(), n), stddev(close, n, d))\n"
        "let middle = 0.5 * (midprice(n) + sma(close, n))\n"
        "let momentum = linearreg(close - middle, n)";
};

BB_ISA_END
