#pragma once
// 128-bit whole numbers for exact sums whose terms span many orders of magnitude (fourth powers of returns).
// Conversions are written out so that they round the same everywhere.

#include "kernels/core/bits.hpp"

namespace basicbot {

__extension__ typedef __int128 wide_int;

}  // namespace basicbot

BB_ISA_BEGIN

// Nearest whole number to x, ties to even, for |x| < 2^126.
BB_HD wide_int round_to_wide(double x) {
    uint64_t const bits = bits_of(x);
    int const exponent = static_cast<int>((bits >> 52) & 0x7ff) - 1075;  // x = mantissa * 2^exponent
    if (exponent < 0) return round_to_int64(x);                          // |x| < 2^53
    wide_int const magnitude = static_cast<wide_int>((bits & 0xfffffffffffffull) | 0x10000000000000ull)
                               << exponent;
    return (bits >> 63) ? -magnitude : magnitude;
}

// Within two units in the last place.
BB_HD double to_double(wide_int x) {
    bool const negative = x < 0;
    wide_int const size = negative ? -x : x;
    double const value = static_cast<double>(static_cast<uint64_t>(size >> 64)) * 0x1p64 +
                         static_cast<double>(static_cast<uint64_t>(size));
    return negative ? -value : value;
}

BB_ISA_END
