#pragma once
// Series beside the bars by the name that an expression reads them under.

#include <string>

#include "engine/bars/series.hpp"

namespace basicbot {

// `session`: the day, counted from 1970-01-01, on which each bar opens by the clock of its source
// (SeriesAttributes::timezone). A bar of some days belongs to the first of them.
SeriesColumn session_column(Series const& bars);

// `session`, or what is stored under this name, as known at the bars' close (A22). Error(data) as load_extra.
SeriesColumn extra_column(std::string const& store, Series const& bars, std::string const& name);

}  // namespace basicbot
