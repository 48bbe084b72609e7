#pragma once
// Rule A2/A3, stop loss: a level fixed at the fill, a fraction below (above) the executed price of a long
// (short) entry. stop = 0 means none: the level is then out of reach.

#include "kernels/core/lanes_scalar.hpp"
#include "kernels/rules/cost_row.hpp"

BB_ISA_BEGIN

BB_HD double stop_never_long() { return from_bits(0xfff0000000000000ull); }   // -infinity
BB_HD double stop_never_short() { return from_bits(0x7ff0000000000000ull); }  // +infinity

template <class R>
BB_HD R stop_level_long(R price, cost_row const& c) {
    return c.stop > 0 ? price * R(1.0 - c.stop) : R(stop_never_long());
}
template <class R>
BB_HD R stop_level_short(R price, cost_row const& c) {
    return c.stop > 0 ? price * R(1.0 + c.stop) : R(stop_never_short());
}
// A stop crossed by the open fills at the open, else at its level (A2); slippage comes on top.
template <class R>
BB_HD R stop_reference_long(R level, R open) {
    return min_of(open, level);
}
template <class R>
BB_HD R stop_reference_short(R level, R open) {
    return max_of(open, level);
}

BB_ISA_END
