#pragma once
// What lets one source be a CUDA thread, a SIMD register of lanes and a plain loop.
//
// Everything under kernels/ that has a body lives between BB_ISA_BEGIN and BB_ISA_END: the code is compiled
// once per instruction set, and the inline namespace gives each copy its own symbol names. Without it the
// linker could keep the AVX-512 copy of a weak symbol for the whole program. Plain data that crosses
// translation units lives in namespace basicbot itself.

#include <stddef.h>
#include <stdint.h>

#if defined(__CUDACC__)
#define BB_HD __host__ __device__ __forceinline__
#else
#define BB_HD inline __attribute__((always_inline))
#endif

// Before a loop whose turns do not depend on each other, though the compiler cannot know it from the
// pointers.
#if defined(__CUDACC__)
#define BB_INDEPENDENT
#elif defined(__clang__)
#define BB_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define BB_INDEPENDENT _Pragma("GCC ivdep")
#endif

#ifndef BB_ISA
#if defined(__CUDACC__)
#define BB_ISA isa_cuda
#else
#define BB_ISA isa_plain
#endif
#endif

#define BB_ISA_BEGIN     \
    namespace basicbot { \
    inline namespace BB_ISA {
#define BB_ISA_END \
    }              \
    }
