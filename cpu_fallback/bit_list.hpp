#pragma once
// Bars at which something happens, out of the words of one cell in a tile.

#include "cpu_fallback/isa_kernels.hpp"

#if defined(__AVX512BW__)
#include <immintrin.h>
#endif

BB_ISA_BEGIN

// Whole registers are written: room for one behind the last entry.
inline constexpr int bit_list_room = 64 * tile_words + 64;

// words: `count` words group_cells apart. Writes the positions of their set bits, ascending, and returns how
// many.
using bit_lister = int (*)(uint64_t const* words, int count, uint16_t* list);

// The first few positions are written whether they exist or not, so that the usual word costs no
// unpredictable branch.
inline int list_bits_by_count(uint64_t const* words, int count, uint16_t* list) {
    int n = 0;
    for (int k = 0; k < count; ++k) {
        uint64_t bits = words[k * group_cells];
        int const found = popcount(bits);
        uint16_t const base = static_cast<uint16_t>(64 * k);
        uint16_t* at = list + n;
        for (int done = 0;; done += 2) {
            for (int j = 0; j < 2; ++j) {
                at[done + j] = static_cast<uint16_t>(base + (__builtin_ctzll(bits | (1ull << 63)) & 63));
                bits &= bits - 1;
            }
            if (done + 2 >= found) break;
        }
        n += found;
    }
    return n;
}

#if defined(__AVX512BW__)
// The same with VBMI2's compression of bytes: without a loop over bits, but processors before Ice
// Lake and Zen 4 lack it.
__attribute__((target("avx512vbmi2,avx512bw,avx512vl,popcnt"))) inline int list_bits_compressed(
    uint64_t const* words, int count, uint16_t* list) {
    alignas(64) static constexpr uint8_t positions[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    __m512i const all = _mm512_load_si512(positions);
    int n = 0;
    for (int k = 0; k < count; ++k) {
        uint64_t const bits = words[k * group_cells];
        __m512i const set = _mm512_maskz_compress_epi8(bits, all);
        __m512i const base = _mm512_set1_epi16(static_cast<short>(64 * k));
        int const found = popcount(bits);
        __m256i const low = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(set));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(list + n),
                            _mm256_add_epi16(low, _mm512_castsi512_si256(base)));
        if (__builtin_expect(found > 16, 0)) {
            for (int half = 0; half < 2; ++half) {
                __m256i const part = half ? _mm512_extracti64x4_epi64(set, 1) : _mm512_castsi512_si256(set);
                _mm512_storeu_si512(list + n + 32 * half, _mm512_add_epi16(_mm512_cvtepu8_epi16(part), base));
            }
        }
        n += found;
    }
    return n;
}
#endif

inline bit_lister choose_bit_lister([[maybe_unused]] bool compresses_bytes) {
#if defined(__AVX512BW__)
    if (compresses_bytes) return list_bits_compressed;
#endif
    return list_bits_by_count;
}

BB_ISA_END
