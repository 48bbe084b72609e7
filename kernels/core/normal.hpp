#pragma once
// The standard normals of simulated paths: float32 by specification (DESIGN 4), by inversion of the
// distribution.
//
// A random word w gives z = quantile(w / 2^32), read through the signed word: |w| below 1/2 and the sign
// apart, so z is symmetric. Within an octave of |w| the quantile is a polynomial of degree 6 in the mantissa;
// the octave picks the coefficients: no branch, no logarithm. z never falls while w grows, never exceeds 6.24
// in size and is within 1e-6 of the exact quantile (largest seen 7.4e-7); |w| >= 2^24 is rounded to float32
// first, word 0 counts as word 2. Numeric contract version 1. Only exactly defined operations: the same bits
// in every lane policy and on the device.

#include "kernels/core/float_lanes_scalar.hpp"
#include "kernels/core/normal_table.hpp"

BB_ISA_BEGIN

// z[j] = the normal of word w[j], per lane.
template <class P, int n>
BB_HD void normals(typename P::u32 const (&w)[n], normal_table const& table, typename P::f32 (&z)[n]) {
    using u32 = typename P::u32;
    u32 b[n], octave[n];
    typename P::f32 t[n];
    BB_UNROLL for (int j = 0; j < n; ++j) {
        b[j] = P::bits(P::from_signed(w[j]));
        octave[j] = P::template shift_right<23>(b[j]);  // a lookup reads the low five bits
        t[j] = P::float_of((b[j] & u32(0x007fffffu)) | u32(0x3f800000u)) - typename P::f32(1.5f);
        z[j] = P::lookup(table.row[0], octave[j]);
    }
    BB_UNROLL for (int i = 1; i < normal_table::terms; ++i) {
        BB_UNROLL for (int j = 0; j < n; ++j) z[j] = P::fma(z[j], t[j], P::lookup(table.row[i], octave[j]));
    }
    BB_UNROLL for (int j = 0; j < n; ++j) z[j] = P::float_of(P::bits(z[j]) ^ (b[j] & u32(0x80000000u)));
}

BB_ISA_END
