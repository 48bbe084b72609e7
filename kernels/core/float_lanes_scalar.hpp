#pragma once
// The one-lane form of the float-lane interface: a CUDA thread, the emulator's thread, or the plain CPU path.
//
// A float-lane policy P carries `width` paths side by side. Its types: P::u32 (random words), P::f32
// (normals), P::real (float64: state of a path), P::word (the bits of P::real), P::wide (random words with
// room for a product). Its operations are the static
// functions and operators below; each is exactly defined by IEEE 754 or by integers, so every policy gives
// the same bits. cpu_fallback/float_lanes_avx2.hpp and float_lanes_avx512.hpp are the wider forms.

#include "kernels/core/bits.hpp"

#if defined(__CUDACC__)
#define BB_UNROLL _Pragma("unroll")
#else
#define BB_UNROLL _Pragma("GCC unroll 16")
#endif

BB_ISA_BEGIN

struct scalar_float_lanes {
    static constexpr int width = 1;
    static constexpr int interleave = 1;  // lane groups a path model walks side by side
    using u32 = uint32_t;
    using f32 = float;
    using real = double;
    using word = uint64_t;
    struct wide {  // a random word, and of a product the upper half beside it
        uint32_t lower, upper;
        wide() = default;
        explicit BB_HD wide(uint32_t x) : lower(x), upper(0) {}
        friend BB_HD wide operator^(wide a, wide b) { return wide(a.lower ^ b.lower); }
    };

    // --- random words ---
    static BB_HD u32 count_from(uint32_t first) { return first; }  // first + lane
    static BB_HD wide widened(u32 a) { return wide(a); }
    static BB_HD wide product(wide a, uint32_t m) {
        uint64_t const p = static_cast<uint64_t>(a.lower) * m;
        wide halves(static_cast<uint32_t>(p));
        halves.upper = static_cast<uint32_t>(p >> 32);
        return halves;
    }
    static BB_HD wide high(wide a) { return wide(a.upper); }
    static BB_HD wide xor3(wide a, wide b, uint32_t c) { return wide(a.lower ^ b.lower ^ c); }
    static BB_HD u32 low(wide a) { return a.lower; }
    template <int n>
    static BB_HD u32 shift_right(u32 a) {
        return a >> n;
    }
    static BB_HD void store(uint32_t* p, u32 a) { *p = a; }

    // --- float32 ---
    static BB_HD f32 from_signed(u32 a) {
        return static_cast<float>(static_cast<int32_t>(a));
    }  // nearest, ties even
    static BB_HD u32 bits(f32 x) {
        uint32_t b;
        __builtin_memcpy(&b, &x, sizeof b);
        return b;
    }
    static BB_HD f32 float_of(u32 b) {
        float x;
        __builtin_memcpy(&x, &b, sizeof x);
        return x;
    }
    static BB_HD f32 fma(f32 a, f32 b, f32 c) { return __builtin_fmaf(a, b, c); }
    static BB_HD f32 lookup(float const* row, u32 index) {
        return row[index & 31];
    }  // row[0..31], low five bits

    // --- float64 ---
    static BB_HD real widen(f32 x) { return static_cast<double>(x); }
    static BB_HD real from_unsigned(u32 a) { return static_cast<double>(a); }
    static BB_HD u32 to_unsigned(real x) { return static_cast<uint32_t>(x); }  // 0 <= x < 2^31, towards zero
    static BB_HD real fma(real a, real b, real c) { return __builtin_fma(a, b, c); }
    static BB_HD real min_of(real a, real b) { return a < b ? a : b; }
    static BB_HD real max_of(real a, real b) { return a > b ? a : b; }
    static BB_HD word bits(real x) { return bits_of(x); }
    static BB_HD real real_of(word b) { return from_bits(b); }
    template <int n>
    static BB_HD word shift_left(word a) {
        return a << n;
    }
    template <int n>
    static BB_HD word shift_right(word a) {
        return a >> n;
    }
    static BB_HD real load(double const* p) { return *p; }
    static BB_HD void store(double* p, real x) { *p = x; }
};

BB_ISA_END
