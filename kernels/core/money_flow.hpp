#pragma once
// Chaikin's money flow of a bar: its volume, counted from -1 (close at the low) to 1 (close at the high).
//   flow = ((close - low) - (high - close)) / (high - low) volume; 0 for a bar without range
// A NaN in any of them gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class R>
BB_HD R money_flow_of(R high, R low, R close, R volume) {
    R const range = high - low, none(0.0);
    return select(range <= none, none, ((close - low) - (high - close)) / range * volume);
}

BB_ISA_END
