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

// Whole words of N comparisons that share their left side: a against b[n], out[n][word]. The left side is
// loaded once for all N. False on NaN.
template <class L, compare Op, int N>
BB_HD void plane_words(plane_operand a, plane_operand const* b, int words, uint64_t* const* out) {
    for (int w = 0; w < words; ++w) {
        double const* const x = a.values + w * a.advance;
        uint64_t bits[N] = {};
        for (int i = 0; i < 64; i += L::width) {
            typename L::real const left = L::load(x + i);
            for (int n = 0; n < N; ++n) {
                typename L::real const right = L::load(b[n].values + w * b[n].advance + i);
                typename L::mask const hit = Op == compare::greater ? left > right : left == right;
                if constexpr (L::width == 8)  // a byte store is cheaper than assembling the word
                    reinterpret_cast<unsigned char*>(out[n] + w)[i / 8] =
                        static_cast<unsigned char>(L::bits(hit));
                else
                    bits[n] |= L::bits(hit) << i;
            }
        }
        if constexpr (L::width != 8)
            for (int n = 0; n < N; ++n) out[n][w] = bits[n];
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
