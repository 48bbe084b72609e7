#pragma once
// Minus directional movement: Wilder's sum of how far the low fell in n bars.
//   minus_dm = sum of the minus movements of the first n - 1 steps, then minus_dm - minus_dm / n + movement
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib,
// ta_MINUS_DM.c (https://ta-lib.org): look-back n-1, for n = 1 the movement itself with look-back 1,
// unstable period 0. Cost per bar: one division and about ten other operations
// (kernels/core/directional.hpp). Degenerate: flat bars give 0; a NaN inside stays for ever.

#include "kernels/core/directional.hpp"

BB_ISA_BEGIN

struct minus_dm : movement_sum<false> {
    static constexpr entry_info info{"minus_dm",
                                     "Minus directional movement",
                                     "momentum",
                                     "Wilder's sum over n bars of the minus movement",
                                     "Wilder 1978; TA-Lib ta_MINUS_DM.c, https://ta-lib.org",
                                     "flat bars: 0; n = 1: the movement; NaN inside: NaN from there on"};
};

BB_ISA_END
