#pragma once
// Vortex indicator: how far highs came from the lows before, and lows from the highs before.
//   plus = sum(|high - low[1]|, n) / sum(trange, n), minus = sum(|low - high[1]|, n) / sum(trange, n)
// The size of d is written sqrt(d d), which is exact. Source: Etienne Botes & Douglas Siepman, The vortex
// indicator, Technical Analysis of Stocks & Commodities 28:1 (2010). Look-back n. Cost per bar: three sums,
// two roots and ten operations, as columns. Degenerate: no range in the window gives an infinity, or NaN
// where nothing moved either; TA-Lib 0.8 (VORTEX) has 0 there. Those of sum.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct vortex {
    static constexpr entry_info info{
        "vortex",
        "Vortex indicator",
        "momentum",
        "sum(|high - low[1]|, n) and sum(|low - high[1]|, n) over sum(trange, n)",
        "Botes & Siepman, TASC 28:1 (2010)",
        "no range in the window: infinite or NaN; NaN inside: until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 7, 35, 7, true}};
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr char const* outputs[] = {"plus", "minus"};
    static constexpr char const* composed =
        "let up = high - low[1]\n"
        "let down = low - high[1]\n"
        "let range = sum(trange(), n)\n"
        "let plus = sum(sqrt(up * up), n) / range\n"
        "let minus = sum(sqrt(down * down), n) / range";
};

BB_ISA_END
