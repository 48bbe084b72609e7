#pragma once
// Longer bars beside those they are made of, and what a plan's given columns are over the bars of one symbol.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/plan/lower.hpp"

namespace basicbot {

struct LongerBars {
    Series series;                     // with the same extra series, as known at the longer bars' close
    std::vector<std::int64_t> closed;  // [bar] how many of the longer bars are known at its close (A22)
};

// Error(usage) where the timeframe does not fit, Error(data) for a bar that crosses the end of its longer
// one.
LongerBars longer_bars(Series const& bars, std::string const& timeframe);

// Throws SourceError where a timeframe that the plan reads cannot be made of bars of this one.
void check_longer(Lowered const& plan, std::string const& timeframe);

// The first bar at which each extra series is known.
std::vector<std::int64_t> extra_begins(Series const& series);

// The first bar with a value of what is given to a plan, as ColumnPlan::begins wants it.
std::vector<std::int64_t> given_begins(Lowered const& plan, Series const& series);

// The first bar by whose close `longer` bars and one more are known; their number where there is none.
std::int64_t first_after(LongerBars const& bars, std::int64_t longer);

}  // namespace basicbot
