#pragma once
// Eight float64 lanes in one AVX-512 register; masks are mask registers. Host only, never seen by nvcc.
// Needs F, DQ, BW and VL. Interface: kernels/core/lanes_scalar.hpp.

#include <immintrin.h>

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

struct avx512_lanes {
    static constexpr int width = 8;
    struct mask {
        __mmask8 m;
    };
    struct real {
        __m512d v;
        real() = default;
        BB_HD real(__m512d x) : v(x) {}
        BB_HD real(double x) : v(_mm512_set1_pd(x)) {}
    };
    struct word {
        __m512i v;
        word() = default;
        BB_HD word(__m512i x) : v(x) {}
        BB_HD word(uint64_t x) : v(_mm512_set1_epi64(static_cast<long long>(x))) {}
    };

    static BB_HD real load(double const* p) { return _mm512_loadu_pd(p); }
    static BB_HD void store(double* p, real x) { _mm512_storeu_pd(p, x.v); }
    static BB_HD word load_word(uint64_t const* p) { return _mm512_loadu_si512(p); }
    static BB_HD void store_word(uint64_t* p, word x) { _mm512_storeu_si512(p, x.v); }
    static BB_HD real gather(double const* base, word index) { return _mm512_i64gather_pd(index.v, base, 8); }
    static BB_HD real slide(real older, real newer, int by) {  // by is a constant after inlining
        __m512i const a = _mm512_castpd_si512(older.v), b = _mm512_castpd_si512(newer.v);
        switch (by) {
            case 0:
                return newer;
            case 1:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 7));
            case 2:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 6));
            case 3:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 5));
            case 4:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 4));
            case 5:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 3));
            case 6:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 2));
            case 7:
                return _mm512_castsi512_pd(_mm512_alignr_epi64(b, a, 1));
            default:
                return older;
        }
    }
    // x + y by the units that multiply, for where those that add are busy: x * 1 + y is rounded alike.
    static BB_HD real added(real x, real y) { return _mm512_fmadd_pd(x.v, _mm512_set1_pd(1.0), y.v); }
    static BB_HD mask bit(word w, int i) {
        return {_mm512_test_epi64_mask(w.v, _mm512_set1_epi64(static_cast<long long>(1ull << i)))};
    }
    static BB_HD mask mask_of(bool b) { return {static_cast<__mmask8>(b ? 0xff : 0)}; }
    static BB_HD uint64_t bits(mask m) { return m.m; }
    static BB_HD uint64_t any_bits(word w) { return static_cast<uint64_t>(_mm512_reduce_or_epi64(w.v)); }
    static BB_HD void store_code(int16_t* p, real x) {
        __m256i const whole = _mm256_sub_epi32(_mm512_cvttpd_epi32(x.v), _mm256_set1_epi32(32768));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm256_cvtepi32_epi16(whole));
    }
};

// clang-format off: it takes what a macro makes for part of the next line
#define BB_OP(sym, name)                                                                \
    BB_HD avx512_lanes::real operator sym(avx512_lanes::real a, avx512_lanes::real b) { \
        return _mm512_##name##_pd(a.v, b.v);                                            \
    }
BB_OP(+, add)
BB_OP(-, sub)
BB_OP(*, mul)
BB_OP(/, div)
#undef BB_OP
#define BB_OP(sym, code)                                                                \
    BB_HD avx512_lanes::mask operator sym(avx512_lanes::real a, avx512_lanes::real b) { \
        return {_mm512_cmp_pd_mask(a.v, b.v, code)};                                    \
    }
BB_OP(<, _CMP_LT_OQ)
BB_OP(<=, _CMP_LE_OQ)
BB_OP(>, _CMP_GT_OQ)
BB_OP(>=, _CMP_GE_OQ)
BB_OP(==, _CMP_EQ_OQ)
#undef BB_OP
// clang-format on
// In general registers: as instructions on mask registers they were slower (ARCHITECTURE).
BB_HD avx512_lanes::mask operator&(avx512_lanes::mask a, avx512_lanes::mask b) {
    return {static_cast<__mmask8>(a.m & b.m)};
}
BB_HD avx512_lanes::mask operator|(avx512_lanes::mask a, avx512_lanes::mask b) {
    return {static_cast<__mmask8>(a.m | b.m)};
}
BB_HD avx512_lanes::mask operator^(avx512_lanes::mask a, avx512_lanes::mask b) {
    return {static_cast<__mmask8>(a.m ^ b.m)};
}
BB_HD avx512_lanes::mask operator!(avx512_lanes::mask a) { return {static_cast<__mmask8>(~a.m)}; }
BB_HD avx512_lanes::real operator-(avx512_lanes::real a) { return _mm512_xor_pd(a.v, _mm512_set1_pd(-0.0)); }
BB_HD avx512_lanes::word operator+(avx512_lanes::word a, avx512_lanes::word b) {
    return _mm512_add_epi64(a.v, b.v);
}
BB_HD avx512_lanes::word operator-(avx512_lanes::word a, avx512_lanes::word b) {
    return _mm512_sub_epi64(a.v, b.v);
}
BB_HD avx512_lanes::word operator|(avx512_lanes::word a, avx512_lanes::word b) {
    return _mm512_or_si512(a.v, b.v);
}
BB_HD avx512_lanes::mask operator<(avx512_lanes::word a, avx512_lanes::word b) {  // unsigned
    return {_mm512_cmplt_epu64_mask(a.v, b.v)};
}
BB_HD avx512_lanes::mask operator==(avx512_lanes::word a, avx512_lanes::word b) {
    return {_mm512_cmpeq_epi64_mask(a.v, b.v)};
}
BB_HD avx512_lanes::real select(avx512_lanes::mask m, avx512_lanes::real a, avx512_lanes::real b) {
    return _mm512_mask_blend_pd(m.m, b.v, a.v);
}
BB_HD avx512_lanes::word select(avx512_lanes::mask m, avx512_lanes::word a, avx512_lanes::word b) {
    return _mm512_mask_blend_epi64(m.m, b.v, a.v);
}
BB_HD bool any(avx512_lanes::mask m) { return m.m != 0; }
BB_HD avx512_lanes::mask and_not(avx512_lanes::mask a, avx512_lanes::mask b) { return a & !b; }
BB_HD avx512_lanes::mask ordered(avx512_lanes::mask so_far, avx512_lanes::real a, avx512_lanes::real b) {
    return {_mm512_mask_cmp_pd_mask(so_far.m, a.v, b.v, _CMP_ORD_Q)};
}
// a < b ? a : b, which is what (v)minpd computes: the second operand on NaN and on equal zeros.
BB_HD avx512_lanes::real min_of(avx512_lanes::real a, avx512_lanes::real b) {
    return _mm512_min_pd(a.v, b.v);
}
BB_HD avx512_lanes::real max_of(avx512_lanes::real a, avx512_lanes::real b) {
    return _mm512_max_pd(a.v, b.v);
}
BB_HD avx512_lanes::real square_root(avx512_lanes::real x) { return _mm512_sqrt_pd(x.v); }

BB_ISA_END
