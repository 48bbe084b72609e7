#pragma once
// The filter codes of 64 bars in registers, for the instruction set this translation unit is compiled for.

#include "kernels/core/host_device.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

BB_ISA_BEGIN

#if defined(__AVX512BW__)

struct codes64 {
    __m512i low, high;
    static BB_HD codes64 load(int16_t const* p) {
        return {_mm512_loadu_si512(p), _mm512_loadu_si512(p + 32)};
    }
};
BB_HD uint64_t operator>(codes64 a, codes64 b) {
    return _cvtmask64_u64(
        _mm512_kunpackd(_mm512_cmpgt_epi16_mask(a.high, b.high), _mm512_cmpgt_epi16_mask(a.low, b.low)));
}
// Whether any of several pairs held two equal codes. Two cheap instructions a register instead of a second
// comparison, which would be the bound.
struct tie_watch {
    __m512i least = _mm512_set1_epi32(-1);
    BB_HD void add(codes64 a, codes64 b) {
        __m512i const low = _mm512_xor_si512(a.low, b.low), high = _mm512_xor_si512(a.high, b.high);
        least = _mm512_min_epu16(least, _mm512_min_epu16(low, high));
    }
    BB_HD bool hit() const { return _mm512_testn_epi16_mask(least, least) != 0; }
};

#elif defined(__AVX2__)

struct codes64 {
    __m256i part[4];
    static BB_HD codes64 load(int16_t const* p) {
        codes64 c;
        for (int k = 0; k < 4; ++k) c.part[k] = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(p) + k);
        return c;
    }
};
BB_HD uint64_t operator>(codes64 a, codes64 b) {
    uint32_t half[2];
    for (int k = 0; k < 2; ++k) {
        __m256i const first = _mm256_cmpgt_epi16(a.part[2 * k], b.part[2 * k]);
        __m256i const second = _mm256_cmpgt_epi16(a.part[2 * k + 1], b.part[2 * k + 1]);
        // packs works within 128-bit halves; the permutation puts the quarters in order
        __m256i const bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(first, second), 0xd8);
        half[k] = static_cast<uint32_t>(_mm256_movemask_epi8(bytes));
    }
    return half[0] | static_cast<uint64_t>(half[1]) << 32;
}
struct tie_watch {
    __m256i least = _mm256_set1_epi32(-1);
    BB_HD void add(codes64 a, codes64 b) {
        for (int k = 0; k < 4; ++k) least = _mm256_min_epu16(least, _mm256_xor_si256(a.part[k], b.part[k]));
    }
    BB_HD bool hit() const {
        return _mm256_movemask_epi8(_mm256_cmpeq_epi16(least, _mm256_setzero_si256())) != 0;
    }
};

#else

struct codes64 {
    int16_t const* p;
    static BB_HD codes64 load(int16_t const* p) { return {p}; }
};
BB_HD uint64_t operator>(codes64 a, codes64 b) {
    uint64_t bits = 0;
    for (int i = 0; i < 64; ++i) bits |= static_cast<uint64_t>(a.p[i] > b.p[i]) << i;
    return bits;
}
struct tie_watch {
    bool any = false;
    BB_HD void add(codes64 a, codes64 b) {
        bool tie = false;
        for (int i = 0; i < 64; ++i) tie |= a.p[i] == b.p[i];
        any |= tie;
    }
    BB_HD bool hit() const { return any; }
};

#endif

BB_ISA_END
