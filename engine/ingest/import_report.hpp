#pragma once
// What an import found in a file: counts, and the first line of each kind.

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/bars/columns.hpp"

namespace basicbot {

struct Shape;

struct Finding {
    std::uint64_t count = 0;
    std::uint64_t first_line = 0;  // 1-based, of the file; 0 where there is none

    void note(std::uint64_t line) {
        if (count++ == 0) first_line = line;
    }
};

// Of bars made of bids and asks.
struct QuoteFacts {
    std::uint64_t unpaired = 0;                            // bars that stand on one side alone, left out
    std::uint64_t crossed = 0;                             // bars that close with the ask under the bid
    double median_spread_bps = 0, largest_spread_bps = 0;  // at the closes, of the mid
};

struct ImportReport {
    std::string file, format;
    std::uint64_t rows = 0, bars = 0, dropped = 0;  // read, imported, left out
    std::vector<std::string> used_columns, ignored_columns;
    bool descending = false;  // most rows are older than the one before

    // Defects: rejected, dropped or kept as on_bad says.
    Finding malformed, missing_prices, range_violations, nonpositive_prices, out_of_order, duplicates,
        overlaps;
    // Observations: they never stop an import.
    Finding zero_volume, missing_volume, flat_bars, jumps, open_is_previous_close, gaps;
    std::uint64_t missing_bars = 0;  // whole bar lengths inside the gaps
    std::int64_t longest_gap_ns = 0;
    std::array<std::uint64_t, 4> epoch_units{};  // times that count s, ms, us, ns since 1970
    std::uint64_t dates_from_utc_midnight = 0;   // daily stamps at 00:00 of another zone, read as dates

    std::optional<QuoteFacts> quotes;  // then all else is the report of the bids

    std::int64_t first_open_ns = 0, last_close_ns = 0;
};

// Fills the observations from the finished bars. A jump is a close more than 40 % away from the one before. A
// gap is time between a bar's close and the next open: any for bars under a day; for daily and longer bars
// more than four days, so that weekends and single holidays are none. `line[t]` is bar t's line in the file;
// empty where bar t stands in line first_line + t. Adds to what the report counts already.
void observe_bars(BarColumns const& bars, std::int64_t bar_ns, std::vector<std::uint64_t> const& line,
                  std::uint64_t first_line, ImportReport& report);

// The longest time from a bar's close to the next open that is no gap.
std::int64_t allowed_gap(std::int64_t bar_ns);

nlohmann::ordered_json to_json(ImportReport const& report);
Shape import_report_shape();

}  // namespace basicbot
