#pragma once
// Bit patterns and bit counts that mean the same on host and device.

#include "kernels/core/host_device.hpp"

BB_ISA_BEGIN

BB_HD uint64_t bits_of(double x) {
    uint64_t b;
    __builtin_memcpy(&b, &x, sizeof b);
    return b;
}
BB_HD double from_bits(uint64_t b) {
    double x;
    __builtin_memcpy(&x, &b, sizeof x);
    return x;
}
// Every stored NaN is this one pattern (DESIGN 4).
BB_HD double quiet_nan() { return from_bits(0x7ff8000000000000ull); }
BB_HD double infinity() { return from_bits(0x7ff0000000000000ull); }
BB_HD bool is_nan(double x) { return !(x == x); }
BB_HD double canonical(double x) { return x == x ? x : quiet_nan(); }

// Nearest integer, ties to even, for |x| < 2^62. Exact and the same everywhere.
BB_HD int64_t round_to_int64(double x) {
    double const size = x < 0 ? -x : x;
    if (!(size < 0x1p52)) return static_cast<int64_t>(x);  // already whole at this size
    double const magic = x < 0 ? -0x1p52 : 0x1p52;         // one unit in the last place is 1 here
    return static_cast<int64_t>((x + magic) - magic);
}

BB_HD int trailing_zeros(uint64_t x) {  // x != 0
#if defined(__CUDA_ARCH__)
    return __ffsll(static_cast<long long>(x)) - 1;
#else
    return __builtin_ctzll(x);
#endif
}
BB_HD int leading_zeros(uint64_t x) {  // x != 0
#if defined(__CUDA_ARCH__)
    return __clzll(static_cast<long long>(x));
#else
    return __builtin_clzll(x);
#endif
}
BB_HD int popcount(uint64_t x) {
#if defined(__CUDA_ARCH__)
    return __popcll(x);
#else
    return __builtin_popcountll(x);
#endif
}

BB_ISA_END
