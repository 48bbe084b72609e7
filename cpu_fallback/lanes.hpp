#pragma once
// The widest lane policy of the instruction set this translation unit is compiled for.

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "cpu_fallback/lanes_avx512.hpp"
BB_ISA_BEGIN
using native_lanes = avx512_lanes;
BB_ISA_END
#elif defined(__AVX2__)
#include "cpu_fallback/lanes_avx2.hpp"
BB_ISA_BEGIN
using native_lanes = avx2_lanes;
BB_ISA_END
#else
#include "kernels/core/lanes_scalar.hpp"
BB_ISA_BEGIN
using native_lanes = scalar_lanes;
BB_ISA_END
#endif

BB_ISA_BEGIN

// `bars` rounded up to a multiple of `of`.
BB_HD constexpr int64_t whole(int64_t bars, int64_t of) { return (bars + of - 1) / of * of; }

BB_ISA_END
