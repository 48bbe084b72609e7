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

// The bars of each of the plan's longer plans.
std::vector<LongerBars> longer_bars(Lowered const& plan, Series const& series);

// The first bar with a value of what is given to a plan, as ColumnPlan::begins wants it; the number of bars
// where there is none. `longer`: longer_bars(plan, series).
std::vector<std::int64_t> given_begins(Lowered const& plan, Series const& series,
                                       std::vector<LongerBars> const& longer);
inline std::vector<std::int64_t> given_begins(Lowered const& plan, Series const& series) {
    return given_begins(plan, series, longer_bars(plan, series));
}

}  // namespace basicbot
