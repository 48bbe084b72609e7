#pragma once
// Force index: the day's change times its volume, smoothed.
//   force_index = ema((close - close[1]) volume, n)
// Source: Alexander Elder, Trading for a Living (1993), chapter 8: 2 and 13 bars.
// Cost per bar: an exponential mean and two operations, as columns.
// Degenerate: those of ema; a source without volume gives NaN everywhere.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct force_index {
    static constexpr entry_info info{"force_index", "Force index",
                                     "volume",      "ema((close - close[1]) volume, n)",
                                     "Elder 1993",  "NaN inside (no volume): NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 13, 2, 30, 1, true}};
    static constexpr char const* inputs[] = {"close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = ema((close - close[1]) * volume, n)";
};

BB_ISA_END
