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

//
// The sample is read piece by piece; order statistics are found by counting (sorted_runs.hpp), and the worst
// values are added up in ascending order as fixed_sum does, so that a value depends on the sample alone.

#include <vector>

#include "engine/stats/sample.hpp"
#include "engine/stats/sorted_runs.hpp"

namespace basicbot {

struct Estimate {
    double value, error;
};

// What is wanted of a sample: levels of VaR and shortfall in (0, 1), quantiles in [0, 1].
struct RiskRequest {
    std::vector<double> levels, quantiles;
    bool moments = true;  // mean, deviation, below
};

// In the order of the request; NaN where it was not asked for.
struct RiskFigures {
    Estimate mean, deviation;  // ddof 1; NaN below two values
    Estimate below;            // share of values < 0
    std::vector<Estimate> value_at_risk, expected_shortfall, quantiles;
};

// Of at least one value. A sample with a NaN has no VaR, shortfall or quantile. At most `gathered` values are
// held at once, which does not show.
RiskFigures risk_figures(Sample const& sample, RiskRequest const& request,
                         std::size_t gathered = usual_gathered);

}  // namespace basicbot
