#pragma once
// Transposes between registers of lanes (one bar each) and runs of eight bars (one lane each).
//   make_canonical<L>(rows)          eight bars of one output, NaN with one pattern
//   store_tile<L>(rows, to)          and written as one run per lane
//   transpose_runs(L{}, of_lane, t, rows)   rows[b] = of_lane[i][t + b] for lane i
// A run is one plain load or store, where a gather costs eight (16 cycles on Zen 4).

// GCC 12 takes the undefined operands inside its own AVX-512 header for a mistake (its bug 105593). The
// warning is judged at the header's lines, so it has to be off before <immintrin.h> is read.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "cpu_fallback/lanes.hpp"

BB_ISA_BEGIN

inline constexpr int tile_bars = 8;

// Eight bars with one pattern for all NaN. Most have none, which half as many comparisons say.
template <class L>
BB_HD void make_canonical(typename L::real* rows) {
    auto known = L::mask_of(true);
#pragma GCC unroll 4
    for (int b = 0; b < tile_bars; b += 2) known = ordered(known, rows[b], rows[b + 1]);
    if (__builtin_expect(!any(!known), true)) return;
    for (int b = 0; b < tile_bars; ++b)
        rows[b] = select(rows[b] == rows[b], rows[b], typename L::real(quiet_nan()));
}

// to[i] points at bar 0 of lane i's eight bars, or is null where nobody wants them.
template <class L>
BB_HD void store_tile(typename L::real const* rows, double* const* to) {
    alignas(64) double cell[tile_bars][L::width];
    for (int b = 0; b < tile_bars; ++b) L::store(cell[b], rows[b]);
    for (int i = 0; i < L::width; ++i) {
        if (to[i] == nullptr) continue;
        for (int b = 0; b < tile_bars; ++b) to[i][b] = cell[b][i];
    }
}

#if defined(__AVX512F__) && defined(__AVX512DQ__)
BB_HD void transpose(__m512d const* in, __m512d* out) {
    __m512d pair[8], quad[8];
    for (int i = 0; i < 4; ++i) {
        pair[2 * i] = _mm512_unpacklo_pd(in[2 * i], in[2 * i + 1]);
        pair[2 * i + 1] = _mm512_unpackhi_pd(in[2 * i], in[2 * i + 1]);
    }
    __m512i const low = _mm512_set_epi64(13, 12, 5, 4, 9, 8, 1, 0);
    __m512i const high = _mm512_set_epi64(15, 14, 7, 6, 11, 10, 3, 2);
    for (int h = 0; h < 2;
         ++h) {  // four rows: columns (0,4), (2,6) of the even registers, (1,5), (3,7) of the odd
        for (int odd = 0; odd < 2; ++odd) {
            quad[4 * h + odd] = _mm512_permutex2var_pd(pair[4 * h + odd], low, pair[4 * h + 2 + odd]);
            quad[4 * h + 2 + odd] = _mm512_permutex2var_pd(pair[4 * h + odd], high, pair[4 * h + 2 + odd]);
        }
    }
    for (int i = 0; i < 4; ++i) {
        out[i] = _mm512_maskz_shuffle_f64x2(0xff, quad[i], quad[4 + i], 0x44);
        out[i + 4] = _mm512_maskz_shuffle_f64x2(0xff, quad[i], quad[4 + i], 0xee);
    }
}

template <>
BB_HD void store_tile<avx512_lanes>(avx512_lanes::real const* rows, double* const* to) {
    __m512d in[8], out[8];
    for (int b = 0; b < 8; ++b) in[b] = rows[b].v;
    transpose(in, out);
    for (int i = 0; i < 8; ++i) {
        if (to[i] != nullptr) _mm512_storeu_pd(to[i], out[i]);
    }
}
BB_HD void transpose_runs(avx512_lanes, double const* const* of_lane, int64_t t, avx512_lanes::real* rows) {
    __m512d in[8], out[8];
    for (int i = 0; i < 8; ++i) in[i] = _mm512_loadu_pd(of_lane[i] + t);
    transpose(in, out);
    for (int b = 0; b < 8; ++b) rows[b] = out[b];
}
#elif defined(__AVX2__)
BB_HD void transpose(__m256d const* in, __m256d* out) {
    __m256d const a = _mm256_unpacklo_pd(in[0], in[1]), b = _mm256_unpackhi_pd(in[0], in[1]);
    __m256d const c = _mm256_unpacklo_pd(in[2], in[3]), d = _mm256_unpackhi_pd(in[2], in[3]);
    out[0] = _mm256_permute2f128_pd(a, c, 0x20);
    out[1] = _mm256_permute2f128_pd(b, d, 0x20);
    out[2] = _mm256_permute2f128_pd(a, c, 0x31);
    out[3] = _mm256_permute2f128_pd(b, d, 0x31);
}

template <>
BB_HD void store_tile<avx2_lanes>(avx2_lanes::real const* rows, double* const* to) {
    for (int h = 0; h < tile_bars; h += 4) {
        __m256d const in[4] = {rows[h].v, rows[h + 1].v, rows[h + 2].v, rows[h + 3].v};
        __m256d out[4];
        transpose(in, out);
        for (int i = 0; i < 4; ++i) {
            if (to[i] != nullptr) _mm256_storeu_pd(to[i] + h, out[i]);
        }
    }
}
BB_HD void transpose_runs(avx2_lanes, double const* const* of_lane, int64_t t, avx2_lanes::real* rows) {
    for (int h = 0; h < tile_bars; h += 4) {
        __m256d in[4], out[4];
        for (int i = 0; i < 4; ++i) in[i] = _mm256_loadu_pd(of_lane[i] + t + h);
        transpose(in, out);
        for (int b = 0; b < 4; ++b) rows[h + b] = out[b];
    }
}
#endif

// rows[b] = x[first + b] per lane; found by kernels/core/rolling.hpp.
template <class L>
BB_HD void load_runs(L, double const* x, typename L::word first, typename L::real* rows) {
    uint64_t at[L::width];
    double const* of_lane[L::width];
    L::store_word(at, first);
    for (int i = 0; i < L::width; ++i) of_lane[i] = x + at[i];
    transpose_runs(L{}, of_lane, 0, rows);
}

BB_ISA_END
