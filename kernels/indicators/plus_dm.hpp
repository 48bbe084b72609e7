#pragma once
// Plus directional movement: Wilder's sum of how far the high rose in n bars.
//   plus_dm = sum of the plus movements of the first n - 1 steps, then plus_dm - plus_dm / n + movement
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib,
// ta_PLUS_DM.c (https://ta-lib.org): look-back n-1, for n = 1 the movement itself with look-back 1,
// unstable period 0. Cost per bar: one division and about ten other operations
// (kernels/core/directional.hpp). Degenerate: flat bars give 0; a NaN inside stays for ever.

#include "kernels/core/directional.hpp"

BB_ISA_BEGIN

struct plus_dm : movement_sum<true> {
    static constexpr entry_info info{"plus_dm",
                                     "Plus directional movement",
                                     "momentum",
                                     "Wilder's sum over n bars of the plus movement",
                                     "Wilder 1978; TA-Lib ta_PLUS_DM.c, https://ta-lib.org",
                                     "flat bars: 0; n = 1: the movement; NaN inside: NaN from there on"};
};

BB_ISA_END
