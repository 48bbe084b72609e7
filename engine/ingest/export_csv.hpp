#pragma once
// Bars as CSV: time,close_time,open,high,low,close,volume. Times are UTC, written as 2020-03-08T07:00:00Z;
// numbers are the shortest texts that read back as the same bits; an unknown volume is empty.

#include <string>

#include "engine/bars/series.hpp"

namespace basicbot {

// Written whole under `path` or not at all; returns the bytes written.
std::uint64_t export_csv(Series const& series, std::string const& path);

}  // namespace basicbot
