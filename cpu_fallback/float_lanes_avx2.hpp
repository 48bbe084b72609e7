#pragma once
// Eight paths in AVX2 with FMA: one register of 32-bit words or float32, two registers of float64. Host only,
// never seen by nvcc. Interface: kernels/core/float_lanes_scalar.hpp.

#include <immintrin.h>

#include "kernels/core/float_lanes_scalar.hpp"

BB_ISA_BEGIN

struct avx2_float_lanes {
    static constexpr int width = 8;
    static constexpr int interleave = 1;  // lane groups a path model walks side by side
    struct u32 {
        __m256i v;
        u32() = default;
        BB_HD u32(__m256i x) : v(x) {}
        BB_HD u32(uint32_t x) : v(_mm256_set1_epi32(static_cast<int>(x))) {}
        friend BB_HD u32 operator^(u32 a, u32 b) { return _mm256_xor_si256(a.v, b.v); }
        friend BB_HD u32 operator&(u32 a, u32 b) { return _mm256_and_si256(a.v, b.v); }
        friend BB_HD u32 operator|(u32 a, u32 b) { return _mm256_or_si256(a.v, b.v); }
    };
    struct wide {  // even lanes, odd lanes: random words in the low halves of 64 bits
        __m256i even, odd;
        wide() = default;
        BB_HD wide(__m256i x, __m256i y) : even(x), odd(y) {}
        explicit BB_HD wide(uint32_t x) : even(_mm256_set1_epi32(static_cast<int>(x))), odd(even) {}
        friend BB_HD wide operator^(wide a, wide b) {
            return {_mm256_xor_si256(a.even, b.even), _mm256_xor_si256(a.odd, b.odd)};
        }
    };
    struct f32 {
        __m256 v;
        f32() = default;
        BB_HD f32(__m256 x) : v(x) {}
        BB_HD f32(float x) : v(_mm256_set1_ps(x)) {}
        friend BB_HD f32 operator-(f32 a, f32 b) { return _mm256_sub_ps(a.v, b.v); }
    };
    struct word {
        __m256i a, b;
        word() = default;
        BB_HD word(__m256i x, __m256i y) : a(x), b(y) {}
        BB_HD word(uint64_t x) : a(_mm256_set1_epi64x(static_cast<long long>(x))), b(a) {}
        friend BB_HD word operator+(word x, word y) {
            return {_mm256_add_epi64(x.a, y.a), _mm256_add_epi64(x.b, y.b)};
        }
        friend BB_HD word operator-(word x, word y) {
            return {_mm256_sub_epi64(x.a, y.a), _mm256_sub_epi64(x.b, y.b)};
        }
    };
    struct real {
        __m256d a, b;  // lanes 0..3 and 4..7
        real() = default;
        BB_HD real(__m256d x, __m256d y) : a(x), b(y) {}
        BB_HD real(double x) : a(_mm256_set1_pd(x)), b(a) {}
        friend BB_HD real operator+(real x, real y) {
            return {_mm256_add_pd(x.a, y.a), _mm256_add_pd(x.b, y.b)};
        }
        friend BB_HD real operator-(real x, real y) {
            return {_mm256_sub_pd(x.a, y.a), _mm256_sub_pd(x.b, y.b)};
        }
        friend BB_HD real operator*(real x, real y) {
            return {_mm256_mul_pd(x.a, y.a), _mm256_mul_pd(x.b, y.b)};
        }
        friend BB_HD real operator/(real x, real y) {
            return {_mm256_div_pd(x.a, y.a), _mm256_div_pd(x.b, y.b)};
        }
    };

    static BB_HD u32 count_from(uint32_t first) {
        return _mm256_add_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), u32(first).v);
    }
    static BB_HD wide widened(u32 a) { return {a.v, _mm256_srli_epi64(a.v, 32)}; }
    static BB_HD wide product(wide a, uint32_t m) {
        __m256i const by = _mm256_set1_epi32(static_cast<int>(m));
        return {_mm256_mul_epu32(a.even, by), _mm256_mul_epu32(a.odd, by)};
    }
    static BB_HD wide high(wide a) { return {_mm256_srli_epi64(a.even, 32), _mm256_srli_epi64(a.odd, 32)}; }
    static BB_HD wide xor3(wide a, wide b, uint32_t c) { return a ^ (b ^ wide(c)); }
    static BB_HD u32 low(wide a) { return _mm256_blend_epi32(a.even, _mm256_slli_epi64(a.odd, 32), 0xAA); }
    template <int n>
    static BB_HD u32 shift_right(u32 a) {
        return _mm256_srli_epi32(a.v, n);
    }
    static BB_HD void store(uint32_t* p, u32 a) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), a.v); }

    static BB_HD f32 from_signed(u32 a) { return _mm256_cvtepi32_ps(a.v); }
    static BB_HD u32 bits(f32 x) { return _mm256_castps_si256(x.v); }
    static BB_HD f32 float_of(u32 b) { return _mm256_castsi256_ps(b.v); }
    static BB_HD f32 fma(f32 a, f32 b, f32 c) { return _mm256_fmadd_ps(a.v, b.v, c.v); }
    // Four permutes of eight entries and a choice by bits 3 and 4 of the index: faster than a gather.
    static BB_HD f32 lookup(float const* row, u32 index) {
        __m256 const by8 = _mm256_castsi256_ps(_mm256_slli_epi32(index.v, 28));
        __m256 const by16 = _mm256_castsi256_ps(_mm256_slli_epi32(index.v, 27));
        __m256 const q0 = _mm256_permutevar8x32_ps(_mm256_loadu_ps(row), index.v);
        __m256 const q1 = _mm256_permutevar8x32_ps(_mm256_loadu_ps(row + 8), index.v);
        __m256 const q2 = _mm256_permutevar8x32_ps(_mm256_loadu_ps(row + 16), index.v);
        __m256 const q3 = _mm256_permutevar8x32_ps(_mm256_loadu_ps(row + 24), index.v);
        return _mm256_blendv_ps(_mm256_blendv_ps(q0, q1, by8), _mm256_blendv_ps(q2, q3, by8), by16);
    }

    static BB_HD real widen(f32 x) {
        return {_mm256_cvtps_pd(_mm256_castps256_ps128(x.v)), _mm256_cvtps_pd(_mm256_extractf128_ps(x.v, 1))};
    }
    static BB_HD real from_unsigned(u32 a) {  // 2^52 + a as bits, minus 2^52: exact
        __m256i const magic = _mm256_set1_epi64x(0x4330000000000000ll);
        __m256d const offset = _mm256_castsi256_pd(magic);
        __m256i const low = _mm256_cvtepu32_epi64(_mm256_castsi256_si128(a.v));
        __m256i const high = _mm256_cvtepu32_epi64(_mm256_extracti128_si256(a.v, 1));
        return {_mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(low, magic)), offset),
                _mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(high, magic)), offset)};
    }
    static BB_HD u32 to_unsigned(real x) {
        return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm256_cvttpd_epi32(x.a)),
                                       _mm256_cvttpd_epi32(x.b), 1);
    }
    static BB_HD real fma(real x, real y, real z) {
        return {_mm256_fmadd_pd(x.a, y.a, z.a), _mm256_fmadd_pd(x.b, y.b, z.b)};
    }
    // a < b ? a : b, which is what vminpd computes: the second operand on NaN and on equal zeros.
    static BB_HD real min_of(real x, real y) { return {_mm256_min_pd(x.a, y.a), _mm256_min_pd(x.b, y.b)}; }
    static BB_HD real max_of(real x, real y) { return {_mm256_max_pd(x.a, y.a), _mm256_max_pd(x.b, y.b)}; }
    static BB_HD word bits(real x) { return {_mm256_castpd_si256(x.a), _mm256_castpd_si256(x.b)}; }
    static BB_HD real real_of(word x) { return {_mm256_castsi256_pd(x.a), _mm256_castsi256_pd(x.b)}; }
    template <int n>
    static BB_HD word shift_left(word x) {
        return {_mm256_slli_epi64(x.a, n), _mm256_slli_epi64(x.b, n)};
    }
    template <int n>
    static BB_HD word shift_right(word x) {
        return {_mm256_srli_epi64(x.a, n), _mm256_srli_epi64(x.b, n)};
    }
    static BB_HD real load(double const* p) { return {_mm256_loadu_pd(p), _mm256_loadu_pd(p + 4)}; }
    static BB_HD void store(double* p, real x) {
        _mm256_storeu_pd(p, x.a);
        _mm256_storeu_pd(p + 4, x.b);
    }
};

BB_ISA_END
