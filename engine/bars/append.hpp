#pragma once
// Joining new bars to stored ones.

#include "engine/bars/columns.hpp"
#include "engine/bars/series.hpp"

namespace basicbot {

// The stored bars followed by those of `fresh` that come after them. Error(data): an overlapping bar that
// differs, a new bar in front of the stored ones, attributes that differ. `attributes` becomes that of the
// whole.
BarColumns join_bars(Series const& stored, BarColumns const& fresh, SeriesAttributes& attributes);

}  // namespace basicbot
