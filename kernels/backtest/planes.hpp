#pragma once
// Bit planes: one comparison of two columns, 64 bars a word.

#include "kernels/backtest/plan_form.hpp"
#include "kernels/core/lanes_scalar.hpp"

namespace basicbot {

// A column as the plane kernel reads it; a constant is an array of 64 equal values that does not advance.
struct plane_operand {
    double const* values;
    int64_t advance;  // values per word: 64, or 0 for a constant
};

}  // namespace basicbot

BB_ISA_BEGIN

// Whole words of one comparison; false on NaN.
template <class L, compare Op>
BB_HD void plane_words(plane_operand a, plane_operand b, int words, uint64_t* out) {
    for (int w = 0; w < words; ++w) {
        uint64_t bits = 0;
        for (int i = 0; i < 64; i += L::width) {
            typename L::real const x = L::load(a.values + w * a.advance + i);
            typename L::real const y = L::load(b.values + w * b.advance + i);
            bits |= L::bits(Op == compare::greater ? x > y : x == y) << i;
        }
        out[w] = bits;
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
