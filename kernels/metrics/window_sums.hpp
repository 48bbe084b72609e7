#pragma once
// What an evaluator hands to the metrics: everything the default 20 need from one cell over one window.
// Both evaluators fill it; every metric is a function of it and of the window's metric_context.

#include "kernels/core/host_device.hpp"

namespace basicbot {

// How much of window_sums is wanted; an evaluator may skip the rest and leaves it NaN.
enum sums_level : int32_t {
    sums_lean,  // bars, returns, wealth, drawdown, s1, s2, trades, wins, waits, conflicts, ruined, deficit
    sums_full,  // all of it
};

struct window_sums {
    double bars;          // measured bars
    double returns;       // bar returns in the sums below: bars, or fewer after ruin (A14)
    double wealth;        // final equity / start cash
    double drawdown;      // minimum of equity / running peak - 1, start capital is the first peak; <= 0
    double s1, s2;        // sum of bar returns r and of r*r
    double s3, s4;        // sum of r^3, r^4
    double down2;         // sum of min(r - mar_bar, 0)^2
    double gain, loss;    // sums of max(r - L, 0) and max(L - r, 0), L = risk_free_bar + required_bar
    double trades, wins;  // closed trades; profit after all costs > 0
    double won, lost;     // sum of positive and of negative trade profits, account currency (lost <= 0)
    double profit2;       // sum of squared trade profits
    double held;          // bars with a position at the close, or closed inside the bar
    double fees;          // account currency; slippage is in the prices
    double notional;      // traded, both sides, account currency
    double equity;        // sum of equity over the bars' closes
    double conflicts;     // bars with long and short entry together (A6)
    double waits;         // bars on which an order waited for volume (A4)
    double ruined;        // 1 if the account was closed (A14)
    double deficit;       // the negative equity written off at ruin, >= 0
};

}  // namespace basicbot
