#pragma once
// Chaikin's money flow of a bar: its volume, counted from -1 (close at the low) to 1 (close at the high).
//   flow = ((close - low) - (high - close)) / (high - low) volume; 0 for a bar without range
// A NaN in any of them gives NaN.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

BB_HD double money_flow_of(double high, double low, double close, double volume) {
    double const range = high - low;
    return range <= 0.0 ? 0.0 : ((close - low) - (high - close)) / range * volume;
}

// The sum of all flows since the first bar; inputs are high, low, close and volume.
struct accumulated_flow {
    double total;
    BB_HD void start() { total = 0.0; }
    BB_HD void step(series_view const& in, int64_t t) {
        total = total + money_flow_of(in.x[0][t], in.x[1][t], in.x[2][t], in.x[3][t]);
    }
};

BB_ISA_END
