#pragma once
// Money flow index: the part of the money that changed hands on rising typical prices, in per cent.
//   tp = (high + low + close) / 3, flow = tp volume
//   mfi = 100 up / (up + down), up and down = sums of the flows of those of the last n bars whose tp rose, or
//   fell
// Source: Gene Quong & Avrum Soudack, Volume-weighted RSI: money flow, Technical Analysis of Stocks &
// Commodities 7:3 (1989); TA-Lib, ta_MFI.c (https://ta-lib.org): look-back n. Cost per bar: that
// of positive_share; the flows are a column that all n share. Degenerate, as TA-Lib: no flow in the window
// gives 0. A NaN inside: NaN until the next restart (t % 64 = 0) without it; a source without volume gives
// NaN everywhere.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct mfi {
    static constexpr entry_info info{
        "mfi",
        "Money flow index",
        "volume",
        "100 up / (up + down), sums of (high + low + close) / 3 * volume of bars that rose and fell",
        "Quong & Soudack 1989; TA-Lib ta_MFI.c, https://ta-lib.org",
        "no flow in the window: 0, as TA-Lib; NaN inside: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 2, 100000, 14, 5, 30, 1, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = positive_share(signed_flow(hlc3), n, 0)";
};

BB_ISA_END
