#pragma once
// The widest float-lane policy (Monte Carlo paths) of the instruction set this translation unit is compiled
// for.

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "cpu_fallback/float_lanes_avx512.hpp"
BB_ISA_BEGIN
using native_path_lanes = avx512_float_lanes;
BB_ISA_END
#elif defined(__AVX2__)
#include "cpu_fallback/float_lanes_avx2.hpp"
BB_ISA_BEGIN
using native_path_lanes = avx2_float_lanes;
BB_ISA_END
#else
#include "kernels/core/float_lanes_scalar.hpp"
BB_ISA_BEGIN
using native_path_lanes = scalar_float_lanes;
BB_ISA_END
#endif
