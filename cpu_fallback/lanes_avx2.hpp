#pragma once
// Four float64 lanes in one AVX2 register; masks are full-width registers. Host only, never seen by nvcc.
// Interface: kernels/core/lanes_scalar.hpp.

#include <immintrin.h>

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct avx2_lanes {
    static constexpr int width = 4;
    struct mask {
        __m256d m;
    };
    struct real {
        __m256d v;
        real() = default;
        BB_HD real(__m256d x) : v(x) {}
        BB_HD real(double x) : v(_mm256_set1_pd(x)) {}
    };
    struct word {
        __m256i v;
        word() = default;
        BB_HD word(__m256i x) : v(x) {}
        BB_HD word(uint64_t x) : v(_mm256_set1_epi64x(static_cast<long long>(x))) {}
    };

    static BB_HD real load(double const* p) { return _mm256_loadu_pd(p); }
    static BB_HD void store(double* p, real x) { _mm256_storeu_pd(p, x.v); }
    static BB_HD word load_word(uint64_t const* p) {
        return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(p));
    }
    static BB_HD void store_word(uint64_t* p, word x) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), x.v);
    }
    static BB_HD real gather(double const* base, word index) { return _mm256_i64gather_pd(base, index.v, 8); }
    static BB_HD real slide(real older, real newer, int by) {  // by is a constant after inlining
        __m256d const middle = _mm256_permute2f128_pd(older.v, newer.v, 0x21);
        switch (by) {
            case 0:
                return newer;
            case 1:
                return _mm256_shuffle_pd(middle, newer.v, 0x5);
            case 2:
                return middle;
            case 3:
                return _mm256_shuffle_pd(older.v, middle, 0x5);
            default:
                return older;
        }
    }
    // x + y by the units that multiply, for where those that add are busy: x * 1 + y is rounded alike.
    static BB_HD real added(real x, real y) { return _mm256_fmadd_pd(x.v, _mm256_set1_pd(1.0), y.v); }
    static BB_HD mask bit(word w, int i) {
        __m256i const b = _mm256_set1_epi64x(static_cast<long long>(1ull << i));
        return {_mm256_castsi256_pd(_mm256_cmpeq_epi64(_mm256_and_si256(w.v, b), b))};
    }
    static BB_HD mask mask_of(bool b) { return {_mm256_castsi256_pd(_mm256_set1_epi64x(b ? -1 : 0))}; }
    static BB_HD uint64_t bits(mask m) { return static_cast<uint64_t>(_mm256_movemask_pd(m.m)); }
    static BB_HD uint64_t any_bits(word w) {
        __m128i const two = _mm_or_si128(_mm256_castsi256_si128(w.v), _mm256_extracti128_si256(w.v, 1));
        return static_cast<uint64_t>(_mm_cvtsi128_si64(two) | _mm_extract_epi64(two, 1));
    }
    static BB_HD void store_code(int16_t* p, real x) {
        __m128i const whole = _mm_sub_epi32(_mm256_cvttpd_epi32(x.v), _mm_set1_epi32(32768));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(p), _mm_packs_epi32(whole, whole));
    }
};

// clang-format off: it takes what a macro makes for part of the next line
#define BB_OP(sym, name)                                                          \
    BB_HD avx2_lanes::real operator sym(avx2_lanes::real a, avx2_lanes::real b) { \
        return _mm256_##name##_pd(a.v, b.v);                                      \
    }
BB_OP(+, add)
BB_OP(-, sub)
BB_OP(*, mul)
BB_OP(/, div)
#undef BB_OP
#define BB_OP(sym, code)                                                          \
    BB_HD avx2_lanes::mask operator sym(avx2_lanes::real a, avx2_lanes::real b) { \
        return {_mm256_cmp_pd(a.v, b.v, code)};                                   \
    }
BB_OP(<, _CMP_LT_OQ)
BB_OP(<=, _CMP_LE_OQ)
BB_OP(>, _CMP_GT_OQ)
BB_OP(>=, _CMP_GE_OQ)
BB_OP(==, _CMP_EQ_OQ)
#undef BB_OP
// clang-format on
BB_HD avx2_lanes::mask operator&(avx2_lanes::mask a, avx2_lanes::mask b) { return {_mm256_and_pd(a.m, b.m)}; }
BB_HD avx2_lanes::mask operator|(avx2_lanes::mask a, avx2_lanes::mask b) { return {_mm256_or_pd(a.m, b.m)}; }
BB_HD avx2_lanes::mask operator^(avx2_lanes::mask a, avx2_lanes::mask b) { return {_mm256_xor_pd(a.m, b.m)}; }
BB_HD avx2_lanes::mask operator!(avx2_lanes::mask a) { return a ^ avx2_lanes::mask_of(true); }
BB_HD avx2_lanes::real operator-(avx2_lanes::real a) { return _mm256_xor_pd(a.v, _mm256_set1_pd(-0.0)); }
BB_HD avx2_lanes::word operator+(avx2_lanes::word a, avx2_lanes::word b) {
    return _mm256_add_epi64(a.v, b.v);
}
BB_HD avx2_lanes::word operator-(avx2_lanes::word a, avx2_lanes::word b) {
    return _mm256_sub_epi64(a.v, b.v);
}
BB_HD avx2_lanes::word operator|(avx2_lanes::word a, avx2_lanes::word b) { return _mm256_or_si256(a.v, b.v); }
BB_HD avx2_lanes::mask operator<(avx2_lanes::word a, avx2_lanes::word b) {  // unsigned
    __m256i const flip = _mm256_set1_epi64x(static_cast<long long>(1ull << 63));
    return {
        _mm256_castsi256_pd(_mm256_cmpgt_epi64(_mm256_xor_si256(b.v, flip), _mm256_xor_si256(a.v, flip)))};
}
BB_HD avx2_lanes::mask operator==(avx2_lanes::word a, avx2_lanes::word b) {
    return {_mm256_castsi256_pd(_mm256_cmpeq_epi64(a.v, b.v))};
}
BB_HD avx2_lanes::real select(avx2_lanes::mask m, avx2_lanes::real a, avx2_lanes::real b) {
    return _mm256_blendv_pd(b.v, a.v, m.m);
}
BB_HD avx2_lanes::word select(avx2_lanes::mask m, avx2_lanes::word a, avx2_lanes::word b) {
    return _mm256_castpd_si256(_mm256_blendv_pd(_mm256_castsi256_pd(b.v), _mm256_castsi256_pd(a.v), m.m));
}
BB_HD bool any(avx2_lanes::mask m) { return _mm256_movemask_pd(m.m) != 0; }
BB_HD avx2_lanes::mask ordered(avx2_lanes::mask so_far, avx2_lanes::real a, avx2_lanes::real b) {
    return {_mm256_and_pd(so_far.m, _mm256_cmp_pd(a.v, b.v, _CMP_ORD_Q))};
}
BB_HD avx2_lanes::mask and_not(avx2_lanes::mask a, avx2_lanes::mask b) {
    return {_mm256_andnot_pd(b.m, a.m)};
}
// a < b ? a : b, which is what vminpd computes: the second operand on NaN and on equal zeros.
BB_HD avx2_lanes::real min_of(avx2_lanes::real a, avx2_lanes::real b) { return _mm256_min_pd(a.v, b.v); }
BB_HD avx2_lanes::real max_of(avx2_lanes::real a, avx2_lanes::real b) { return _mm256_max_pd(a.v, b.v); }
BB_HD avx2_lanes::real square_root(avx2_lanes::real x) { return _mm256_sqrt_pd(x.v); }

BB_ISA_END
