#pragma once
// Intraday momentum index: the rising bodies' part of all bodies of the last n bars, in per cent.
//   imi = 100 up / (up + down), up and down = sums of max(close - open, 0) and max(open - close, 0)
// Source: Tushar Chande & Stanley Kroll, The New Technical Trader (1994); TA-Lib, ta_IMI.c
// (https://ta-lib.org): look-back n-1. Cost per bar: that of positive_share.
// Degenerate, as TA-Lib 0.8: no body in the window gives 50. A NaN inside: NaN until the next restart
// (t % 64 = 0) without it.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct imi {
    static constexpr entry_info info{
        "imi",
        "Intraday momentum index",
        "momentum",
        "100 up / (up + down), sums of the rising and the falling bodies of the last n bars",
        "Chande & Kroll 1994; TA-Lib ta_IMI.c, https://ta-lib.org",
        "no body in the window: 50, as TA-Lib; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"open", "close"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = positive_share(close - open, n, 50)";
};

BB_ISA_END
