#pragma once
// Bit planes: one comparison of two columns, 64 bars a word.

#include "kernels/backtest/plan_form.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

// A column as the plane kernel reads it; a constant is an array of 64 equal values that does not advance.
struct plane_operand {
    double const* values;
    int64_t advance;  // values per word: 64, or 0 for a constant
};

// Whole words of A x N comparisons, every a[m] against every b[n]: out[m * N + n][word]. Each value is loaded
// once for all its comparisons, which is what bounds the work: two loads fewer than compares (measured: 0.062
// ns a bar and plane at 2 x 4, 0.097 at 1 x 4). False on NaN.
template <class L, compare Op, int A, int N>
BB_HD void plane_words(plane_operand const* a, plane_operand const* b, int words, uint64_t* const* out) {
    using real = typename L::real;
    for (int w = 0; w < words; ++w) {
        // Local copies: the byte stores below could otherwise change the pointers for all the compiler knows.
        double const* x[A];
        double const* y[N];
        unsigned char* to[A * N];
        for (int m = 0; m < A; ++m) x[m] = a[m].values + w * a[m].advance;
        for (int n = 0; n < N; ++n) y[n] = b[n].values + w * b[n].advance;
        for (int k = 0; k < A * N; ++k) to[k] = reinterpret_cast<unsigned char*>(out[k] + w);
        uint64_t bits[A * N] = {};
        for (int i = 0; i < 64; i += L::width) {
            real left[A], right[N];
            for (int m = 0; m < A; ++m) left[m] = L::load(x[m] + i);
            for (int n = 0; n < N; ++n) right[n] = L::load(y[n] + i);
            for (int k = 0; k < A * N; ++k) {
                real const l = left[k / N], r = right[k % N];
                typename L::mask const hit = Op == compare::greater ? l > r : l == r;
                if constexpr (L::width == 8)  // a byte store is cheaper than assembling the word
                    to[k][i / 8] = static_cast<unsigned char>(L::bits(hit));
                else
                    bits[k] |= L::bits(hit) << i;
            }
        }
        if constexpr (L::width != 8)
            for (int k = 0; k < A * N; ++k) out[k][w] = bits[k];
    }
}

// The first `count` bars of one word.
BB_HD uint64_t plane_tail(compare op, double const* a, double const* b, int count) {
    uint64_t bits = 0;
    for (int i = 0; i < count; ++i) {
        bool const hit = op == compare::greater ? a[i] > b[i] : a[i] == b[i];
        bits |= static_cast<uint64_t>(hit) << i;
    }
    return bits;
}

BB_ISA_END
