#pragma once
// What one execution variant costs and where it stops: the values that the rules of this folder share.

#include "kernels/core/host_device.hpp"

namespace basicbot {

struct cost_row {     // fractions, not bps
    double fee;       // of the slipped notional, per side
    double slippage;  // against the trader, on market and stop fills
    double stop;      // stop loss as a fraction of the fill price, 0 = none
};

}  // namespace basicbot
