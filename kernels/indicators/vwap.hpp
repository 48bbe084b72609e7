#pragma once
// Volume-weighted average price of the last n bars.
//   vwap = vwma((high + low + close) / 3, n)
// session_vwap counts from the begin of a session, anchored_vwap from a bar on. Source: Stephen
// Berkowitz, Dennis Logue & Eugene Noser, The total cost of transactions on the NYSE, Journal of Finance 43:1
// (1988), 97-112. Look-back n-1. Cost per bar: a typical price, two sums and two operations, as columns.
// Degenerate: those of vwma.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct vwap {
    static constexpr entry_info info{"vwap",
                                     "Volume-weighted average price",
                                     "volume",
                                     "vwma((high + low + close) / 3, n)",
                                     "Berkowitz, Logue & Noser 1988",
                                     "no volume in the window: NaN"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 20, 5, 100, 5, true}};
    static constexpr char const* inputs[] = {"high", "low", "close", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed = "let value = vwma((high + low + close) / 3, n)";
};

BB_ISA_END
