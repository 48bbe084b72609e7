#pragma once
// The true range of a bar: the farthest that its prices went from one another and from the close before.
// R is double or the float64 type of a lane policy; a NaN in any of the three gives NaN.

#include "kernels/core/bits.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class R>
BB_HD R true_range_of(R high, R low, R previous_close) {
    R const up = previous_close - high, down = previous_close - low;
    // Extremes instead of choices: no branch, which the sign of a gap would take by surprise.
    R const range = max_of(max_of(-down, down), max_of(max_of(-up, up), high - low));
    return range + (previous_close - previous_close);  // 0, or NaN
}

BB_ISA_END
