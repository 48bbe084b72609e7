#pragma once
// A plan's columns over the bars of one symbol, on a backend.

#include <memory>

#include "engine/bars/series.hpp"
#include "engine/plan/lower.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// The prices of a series.
bar_view bars_of(Series const& series);

// What is given to the plan, extra series and columns over longer bars, and all that is computed of it. The
// bars must outlive the set.
std::unique_ptr<ColumnSet> plan_columns(Lowered const& plan, Series const& series, Backend& backend);

}  // namespace basicbot
