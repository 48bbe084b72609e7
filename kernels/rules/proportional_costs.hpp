#pragma once
// Rule A4, proportional costs: slippage moves the reference price against the trader, the fee is charged on
// the slipped notional. Every evaluator and every table uses these four lines, so that a cost is one float64
// number.

#include "kernels/core/lanes_scalar.hpp"
#include "kernels/rules/cost_row.hpp"

BB_ISA_BEGIN

// Price at which a buy (sell) at reference price `ref` executes. Account currency per unit.
template <class R>
BB_HD R buy_price(R ref, cost_row const& c) {
    return ref * R(1.0 + c.slippage);
}
template <class R>
BB_HD R sell_price(R ref, cost_row const& c) {
    return ref * R(1.0 - c.slippage);
}
// Cash that leaves per unit bought at execution price p, and that arrives per unit sold.
template <class R>
BB_HD R cost_per_unit(R p, cost_row const& c) {
    return p * R(1.0 + c.fee);
}
template <class R>
BB_HD R proceeds_per_unit(R p, cost_row const& c) {
    return p * R(1.0 - c.fee);
}

BB_ISA_END
