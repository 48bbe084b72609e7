#pragma once
// In what two series differ, bar by bar: yesterday's copy and today's, or one market from two sources.

#include <array>
#include <string>
#include <vector>

#include "engine/bars/layout.hpp"
#include "engine/bars/series.hpp"

namespace basicbot {

struct ColumnDiff {
    std::uint64_t bars = 0;  // of the common ones, in which the column differs
    double largest = 0;      // largest |a - b| / |a| of prices and volumes; 0 for times
};

struct SeriesDiff {
    std::uint64_t common = 0, only_first = 0, only_second = 0, differing = 0;  // bars, matched by open time
    std::int64_t first_time = 0;  // open time of the first bar that differs or stands in one alone
    std::array<ColumnDiff, column_count> columns;  // in the order of column_names
    bool actions = false;                          // splits or dividends differ
    std::vector<std::string> meaning;              // attributes that say what the bars mean and differ
    std::vector<std::string> provenance;           // source and input_hash, which do not make series unequal
    bool equal() const;
};

SeriesDiff diff_series(Series const& first, Series const& second);

}  // namespace basicbot
