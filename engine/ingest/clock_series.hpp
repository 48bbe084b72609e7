#pragma once
// Series beside the bars by the name that an expression reads them under.

#include <string>

#include "engine/bars/series.hpp"

namespace basicbot {

// One of clock_names: what the clock of the bars' source (SeriesAttributes::timezone) says when each bar
// opens.
//   session  the day, counted from 1970-01-01; a bar of some days belongs to the first of them
//   hour 0..23, minute 0..59, day of the month 1..31, weekday 1 = Monday .. 7 = Sunday (ISO 8601),
//   month 1..12
// Error(usage or data) as ZoneClock.
SeriesColumn clock_column(Series const& bars, std::string const& name);

// One of clock_names, or what is stored under this name, as known at the bars' close (A22). Error(data) as
// load_extra.
SeriesColumn extra_column(std::string const& store, Series const& bars, std::string const& name);

}  // namespace basicbot
