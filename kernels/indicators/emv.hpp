#pragma once
// Ease of movement: how far the bars' middles moved for little volume.
//   emv = sma((hl2 - hl2[1]) / ((volume / unit) / (high - low)), n), hl2 = (high + low) / 2
// The unit in which volume is counted is a matter of scale alone: 1e8 here. Source: Richard Arms, Volume
// Cycles in the Stock Market (1983). Look-back n. Cost per bar: a mean and seven operations, as columns.
// Degenerate: a bar without volume gives NaN or an infinity until the mean has lost it; a source without
// volume NaN everywhere.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct emv {
    static constexpr entry_info info{"emv",
                                     "Ease of movement",
                                     "volume",
                                     "sma((hl2 - hl2[1]) (high - low) / volume unit, n)",
                                     "Arms, Volume Cycles in the Stock Market (1983)",
                                     "a bar without volume: NaN until the next restart without it"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 5, 30, 5, true},
                                            {"unit", "volume", 1e-300, 1e300, 1e8, 1e4, 1e8, 1e4, false}};
    static constexpr char const* inputs[] = {"high", "low", "volume"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr char const* composed =
        "let ease = (hl2 - hl2[1]) * (high - low) / volume\n"
        "let value = sma(ease, n) * unit";
};

BB_ISA_END
