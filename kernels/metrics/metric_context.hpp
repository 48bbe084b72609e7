#pragma once
// What a metric needs to know about a window besides its sums.

#include "kernels/core/host_device.hpp"

namespace basicbot {

// Per-window constants the metrics need.
struct metric_context {
    double years;          // (last close time - first open time) / 365.2425 days (A13)
    double bars_per_year;  // K = bars / years
    double risk_free_bar;  // (1+rf)^(1/K) - 1
    double mar_bar;        // (1+mar)^(1/K) - 1
    double required_bar;   // omega's threshold per bar on top of risk_free_bar
    double start_cash;
};

}  // namespace basicbot
