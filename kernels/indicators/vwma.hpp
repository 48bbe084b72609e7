#pragma once
// Mean of the last n values, weighted by volume.
//   vwma = sum(x volume, n) / sum(volume, n)
// Source: Buff Dormeier, Investing with Volume Analysis (2011), chapter 11.
// Cost per bar: two sums and two operations, as columns.
// Degenerate: no volume in the window gives NaN, where TA-Lib has x itself; a source without volume gives NaN
// everywhere.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct vwma {
    static constexpr entry_info info{"vwma",
                                     "Volume-weighted moving average",
                                     "overlap",
                                     "sum(x volume, n) / sum(volume, n)",
                                     "Buff Dormeier, Investing with Volume Analysis (2011), chapter 11",
                                     "no volume in the window: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"x", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = sum(x * volume, n) / sum(volume, n)";
};

BB_ISA_END
