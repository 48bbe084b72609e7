#pragma once
// The true range of a bar: the farthest that its prices went from one another and from the close before.
// R is double or the float64 type of a lane policy; a NaN in any of the three gives NaN.

#include "kernels/core/bits.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class R>
BB_HD R true_range_of(R high, R low, R previous_close) {
    R const up = previous_close - high, down = previous_close - low;
    R const up_size = select(up < R(0.0), -up, up), down_size = select(down < R(0.0), -down, down);
    R range = high - low;
    range = select(up_size > range, up_size, range);
    range = select(down_size > range, down_size, range);
    return select(previous_close == previous_close, range, R(quiet_nan()));
}

BB_ISA_END
