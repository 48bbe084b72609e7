#pragma once
// Sixteen paths in AVX-512: one register of 32-bit words or float32, two registers of float64. Host only,
// never seen by nvcc. Needs F, DQ, BW and VL. Interface: kernels/core/float_lanes_scalar.hpp.

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the undefined operand inside its own AVX-512 header for a mistake of ours (GCC bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#else
#include <immintrin.h>
#endif

#include "kernels/core/float_lanes_scalar.hpp"

BB_ISA_BEGIN

struct avx512_float_lanes {
    static constexpr int width = 16;
    static constexpr int interleave = 2;  // lane groups a path model walks side by side
    struct u32 {
        __m512i v;
        u32() = default;
        BB_HD u32(__m512i x) : v(x) {}
        BB_HD u32(uint32_t x) : v(_mm512_set1_epi32(static_cast<int>(x))) {}
        friend BB_HD u32 operator^(u32 a, u32 b) { return _mm512_xor_si512(a.v, b.v); }
        friend BB_HD u32 operator&(u32 a, u32 b) { return _mm512_and_si512(a.v, b.v); }
        friend BB_HD u32 operator|(u32 a, u32 b) { return _mm512_or_si512(a.v, b.v); }
    };
    struct wide {  // even lanes, odd lanes: random words in the low halves of 64 bits
        __m512i even, odd;
        wide() = default;
        BB_HD wide(__m512i x, __m512i y) : even(x), odd(y) {}
        explicit BB_HD wide(uint32_t x) : even(_mm512_set1_epi32(static_cast<int>(x))), odd(even) {}
        friend BB_HD wide operator^(wide a, wide b) {
            return {_mm512_xor_si512(a.even, b.even), _mm512_xor_si512(a.odd, b.odd)};
        }
    };
    struct f32 {
        __m512 v;
        f32() = default;
        BB_HD f32(__m512 x) : v(x) {}
        BB_HD f32(float x) : v(_mm512_set1_ps(x)) {}
        friend BB_HD f32 operator-(f32 a, f32 b) { return _mm512_sub_ps(a.v, b.v); }
    };
    struct word {
        __m512i a, b;
        word() = default;
        BB_HD word(__m512i x, __m512i y) : a(x), b(y) {}
        BB_HD word(uint64_t x) : a(_mm512_set1_epi64(static_cast<long long>(x))), b(a) {}
        friend BB_HD word operator+(word x, word y) {
            return {_mm512_add_epi64(x.a, y.a), _mm512_add_epi64(x.b, y.b)};
        }
        friend BB_HD word operator-(word x, word y) {
            return {_mm512_sub_epi64(x.a, y.a), _mm512_sub_epi64(x.b, y.b)};
        }
    };
    struct real {
        __m512d a, b;  // lanes 0..7 and 8..15
        real() = default;
        BB_HD real(__m512d x, __m512d y) : a(x), b(y) {}
        BB_HD real(double x) : a(_mm512_set1_pd(x)), b(a) {}
        friend BB_HD real operator+(real x, real y) {
            return {_mm512_add_pd(x.a, y.a), _mm512_add_pd(x.b, y.b)};
        }
        friend BB_HD real operator-(real x, real y) {
            return {_mm512_sub_pd(x.a, y.a), _mm512_sub_pd(x.b, y.b)};
        }
        friend BB_HD real operator*(real x, real y) {
            return {_mm512_mul_pd(x.a, y.a), _mm512_mul_pd(x.b, y.b)};
        }
        friend BB_HD real operator/(real x, real y) {
            return {_mm512_div_pd(x.a, y.a), _mm512_div_pd(x.b, y.b)};
        }
    };

    static BB_HD u32 count_from(uint32_t first) {
        __m512i const lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return _mm512_add_epi32(lane, u32(first).v);
    }
    static BB_HD wide widened(u32 a) { return {a.v, _mm512_srli_epi64(a.v, 32)}; }
    static BB_HD wide product(wide a, uint32_t m) {
        __m512i const by = _mm512_set1_epi32(static_cast<int>(m));
        return {_mm512_mul_epu32(a.even, by), _mm512_mul_epu32(a.odd, by)};
    }
    static BB_HD wide high(wide a) { return {_mm512_srli_epi64(a.even, 32), _mm512_srli_epi64(a.odd, 32)}; }
    static BB_HD wide xor3(wide a, wide b, uint32_t c) {
        __m512i const all = _mm512_set1_epi32(static_cast<int>(c));
        return {_mm512_ternarylogic_epi32(a.even, b.even, all, 0x96),
                _mm512_ternarylogic_epi32(a.odd, b.odd, all, 0x96)};
    }
    static BB_HD u32 low(wide a) {
        return _mm512_mask_shuffle_epi32(a.even, 0xAAAA, a.odd, static_cast<_MM_PERM_ENUM>(0xA0));
    }
    template <int n>
    static BB_HD u32 shift_right(u32 a) {
        return _mm512_srli_epi32(a.v, n);
    }
    static BB_HD void store(uint32_t* p, u32 a) { _mm512_storeu_si512(p, a.v); }

    static BB_HD f32 from_signed(u32 a) { return _mm512_cvtepi32_ps(a.v); }
    static BB_HD u32 bits(f32 x) { return _mm512_castps_si512(x.v); }
    static BB_HD f32 float_of(u32 b) { return _mm512_castsi512_ps(b.v); }
    static BB_HD f32 fma(f32 a, f32 b, f32 c) { return _mm512_fmadd_ps(a.v, b.v, c.v); }
    static BB_HD f32 lookup(float const* row, u32 index) {
        return _mm512_permutex2var_ps(_mm512_loadu_ps(row), index.v, _mm512_loadu_ps(row + 16));
    }

    static BB_HD real widen(f32 x) {
        return {_mm512_cvtps_pd(_mm512_castps512_ps256(x.v)),
                _mm512_cvtps_pd(_mm512_extractf32x8_ps(x.v, 1))};
    }
    static BB_HD real from_unsigned(u32 a) {
        return {_mm512_cvtepu32_pd(_mm512_castsi512_si256(a.v)),
                _mm512_cvtepu32_pd(_mm512_extracti32x8_epi32(a.v, 1))};
    }
    static BB_HD u32 to_unsigned(real x) {
        return _mm512_inserti32x8(_mm512_castsi256_si512(_mm512_cvttpd_epu32(x.a)), _mm512_cvttpd_epu32(x.b),
                                  1);
    }
    static BB_HD real fma(real x, real y, real z) {
        return {_mm512_fmadd_pd(x.a, y.a, z.a), _mm512_fmadd_pd(x.b, y.b, z.b)};
    }
    // a < b ? a : b, which is what vminpd computes: the second operand on NaN and on equal zeros.
    static BB_HD real min_of(real x, real y) { return {_mm512_min_pd(x.a, y.a), _mm512_min_pd(x.b, y.b)}; }
    static BB_HD real max_of(real x, real y) { return {_mm512_max_pd(x.a, y.a), _mm512_max_pd(x.b, y.b)}; }
    static BB_HD word bits(real x) { return {_mm512_castpd_si512(x.a), _mm512_castpd_si512(x.b)}; }
    static BB_HD real real_of(word x) { return {_mm512_castsi512_pd(x.a), _mm512_castsi512_pd(x.b)}; }
    template <int n>
    static BB_HD word shift_left(word x) {
        return {_mm512_slli_epi64(x.a, n), _mm512_slli_epi64(x.b, n)};
    }
    template <int n>
    static BB_HD word shift_right(word x) {
        return {_mm512_srli_epi64(x.a, n), _mm512_srli_epi64(x.b, n)};
    }
    static BB_HD real load(double const* p) { return {_mm512_loadu_pd(p), _mm512_loadu_pd(p + 8)}; }
    static BB_HD void store(double* p, real x) {
        _mm512_storeu_pd(p, x.a);
        _mm512_storeu_pd(p + 8, x.b);
    }
};

BB_ISA_END
