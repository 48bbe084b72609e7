#pragma once
// The one-lane form of the lane interface: a CUDA thread, the emulator's thread, or the plain CPU path.
//
// A lane policy L offers the types L::real (float64), L::mask, L::word (uint64) and L::width, and these
// operations: arithmetic and comparison operators, select(mask, a, b), any(mask), gather, load, store, slide,
// store_code, bit(word, i), any_bits(word). cpu_fallback/lanes_avx2.hpp and lanes_avx512.hpp are the wider
// forms.

#include "kernels/core/bits.hpp"

BB_ISA_BEGIN

struct scalar_lanes {
    static constexpr int width = 1;
    using real = double;
    using mask = bool;
    using word = uint64_t;

    static BB_HD real load(double const* p) { return *p; }
    static BB_HD void store(double* p, real x) { *p = x; }
    static BB_HD word load_word(uint64_t const* p) { return *p; }
    static BB_HD void store_word(uint64_t* p, word x) { *p = x; }
    static BB_HD real gather(double const* base, word index) { return base[index]; }
    // Of consecutive values, `older` the `width` before `newer`: those that begin `by` before newer, 0 <= by
    // <= width.
    static BB_HD real slide(real older, real newer, int by) { return by == 0 ? newer : older; }
    static BB_HD mask bit(word w, int i) { return (w >> i) & 1; }
    static BB_HD mask mask_of(bool b) { return b; }
    static BB_HD uint64_t bits(mask m) { return m; }      // lane i in bit i
    static BB_HD uint64_t any_bits(word w) { return w; }  // of any lane
    // 0 <= x < 65536, cut off and moved to where signed 16 bits begin
    static BB_HD void store_code(int16_t* p, real x) {
        *p = static_cast<int16_t>(static_cast<int32_t>(x) - 32768);
    }
};

BB_HD double select(bool m, double a, double b) { return m ? a : b; }
BB_HD uint64_t select(bool m, uint64_t a, uint64_t b) { return m ? a : b; }
BB_HD bool any(bool m) { return m; }
BB_HD bool and_not(bool a, bool b) { return a && !b; }  // a and not b
// so_far, and neither is NaN.
BB_HD bool ordered(bool so_far, double a, double b) { return so_far && a == a && b == b; }
BB_HD double min_of(double a, double b) { return a < b ? a : b; }
BB_HD double max_of(double a, double b) { return a > b ? a : b; }
BB_HD double square_root(double x) { return __builtin_sqrt(x); }

// f of every lane, for functions of one double.
template <class L, class F>
BB_HD typename L::real per_lane(typename L::real x, F f) {
    double v[L::width];
    L::store(v, x);
    for (int i = 0; i < L::width; ++i) v[i] = f(v[i]);
    return L::load(v);
}

BB_ISA_END
