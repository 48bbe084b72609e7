#pragma once
// The plain case at full speed: every line sound and newer than the one before, nothing quoted or missing.
// Where anything is out of the ordinary the careful reader (csv_rows.hpp) takes the file from its start, and
// is the only one that says what is wrong; where both read a file they give the same bars and the same
// report.

#include "engine/bars/columns.hpp"
#include "engine/ingest/csv_rows.hpp"

namespace basicbot {

struct QuickRows {
    BarColumns bars;
    std::uint64_t first_line = 0;  // bar t stands in line first_line + t
    std::array<std::uint64_t, 4> epoch_units{};
};

// False where the file is not plain.
bool read_quickly(CsvSource const& source, BarClock& clock, QuickRows& rows);

}  // namespace basicbot
