#pragma once
// One cell run once more with everything kept: the equity at every close. The same bar loop as the sweep's,
// one lane.

#include <cstdint>
#include <vector>

#include "engine/runner/evaluate.hpp"

namespace basicbot {

// Equity at the close of every bar of `w`, account currency, [w.end - w.begin]; the last one after the exit
// at the window's end. `cell` and `cost` number the plan's cells and costs.
std::vector<double> replay_equity(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                  std::size_t cell, std::size_t cost, window w, double start_cash);

// The sums of a given curve of returns (for curves that are stitched from several windows): trades and costs
// are not known from returns and stay NaN. `start_cash` is the wealth before the first return.
window_sums sums_of_returns(std::vector<double> const& returns, metric_context const& context);

}  // namespace basicbot
