#pragma once
// Joining new bars to stored ones.

#include "engine/bars/columns.hpp"
#include "engine/bars/series.hpp"

namespace basicbot {

// Adds to `bars` those of `fresh` that come after them; false where there are none. Error(data) for a bar
// that overlaps and differs or stands in front.
bool append_bars(BarColumns& bars, BarColumns const& fresh, std::string const& where);

// In what two sets of attributes differ but for source and input_hash: "adjustments 'raw' and 'adjusted for
// splits', currency ..."; empty = in nothing.
std::string attributes_difference(SeriesAttributes const& one, SeriesAttributes const& other);

// The stored bars followed by those of `fresh` that come after them. Error(data): an overlapping bar that
// differs, a new bar in front of the stored ones, attributes that differ. `attributes` becomes that of the
// whole.
BarColumns join_bars(Series const& stored, BarColumns const& fresh, SeriesAttributes& attributes);

}  // namespace basicbot
