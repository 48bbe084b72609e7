#pragma once
// Minus directional indicator: the minus movement's part of the true range, in per cent.
//   minus_di = 100 m / r, m and r = Wilder's sums over n bars of the minus movement and of the true range
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section IV; TA-Lib,
// ta_MINUS_DI.c (https://ta-lib.org): look-back n, unstable period 0. For n = 1 TA-Lib gives the quotient
// itself, without the 100; so does this entry. Cost per bar: three divisions and about twenty other
// operations (kernels/core/directional.hpp). Degenerate: no range gives 0; a NaN inside stays for ever.

#include "kernels/core/directional.hpp"

BB_ISA_BEGIN

struct minus_di : movement_index<false> {
    static constexpr entry_info info{"minus_di",
                                     "Minus directional indicator",
                                     "momentum",
                                     "100 minus_dm(n) / Wilder's sum of the true range",
                                     "Wilder 1978; TA-Lib ta_MINUS_DI.c, https://ta-lib.org",
                                     "no range: 0; n = 1: without the 100; NaN inside: NaN from there on"};
};

BB_ISA_END
