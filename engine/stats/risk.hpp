#pragma once
// Risk figures of a simulated sample, each with its standard error.
//
// Order statistics throughout (RULES A15): with the n values sorted upwards, x(1) <= ... <= x(n), no
// interpolation.
//   quantile q            x(ceil(n q)), x(1) for q = 0
//   VaR at level a        -x(ceil k), k = n (1 - a): a loss, positive
//   expected shortfall    -[sum of the floor(k) worst + (k - floor k) x(floor k + 1)] / k
// n q and n (1 - a) mean the product with the decimal number that was written: a product within 1e-9 of a
// whole number is that number (1000 * (1 - 0.95) is 50). VaR and shortfall at a = 1 are NaN.
//
// Standard errors: mean by sd / sqrt(n); share by sqrt(p (1 - p) / n); everything else by 32 sub-batches of
// paths with fixed bounds [b n / 32, (b + 1) n / 32): deviation of the 32 estimates / sqrt(32). NaN where a
// batch would hold fewer than 2 values.

#include <span>
#include <vector>

namespace basicbot {

struct Estimate {
    double value, error;
};

// What is wanted of a sample: levels of VaR and shortfall in (0, 1), quantiles in [0, 1].
struct RiskRequest {
    std::vector<double> levels, quantiles;
};

// In the order of the request.
struct RiskFigures {
    std::vector<Estimate> value_at_risk, expected_shortfall, quantiles;
};

// `returns` must hold at least one value and no NaN. O(n log(wanted)) time, one copy of the sample.
RiskFigures risk_figures(std::span<double const> returns, RiskRequest const& request);

Estimate mean_of(std::span<double const> values);
Estimate deviation_of_sample(std::span<double const> values);            // ddof 1; NaN below two values
Estimate share_below(std::span<double const> values, double threshold);  // of values < threshold

}  // namespace basicbot
