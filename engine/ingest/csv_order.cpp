#include <algorithm>

#include "engine/ingest/csv_rows.hpp"

namespace basicbot {

void put_in_order(std::vector<CsvRow>& rows, DefectPolicy const& policy, ImportReport& report) {
    auto const older = [](CsvRow const& a, CsvRow const& b) { return a.times.open < b.times.open; };
    std::size_t older_rows = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) older_rows += older(rows[i], rows[i - 1]);
    report.descending = 2 * older_rows >= rows.size() && older_rows > 0;
    bool sorted = true;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (!older(rows[i], rows[i - 1])) continue;
        sorted = false;
        // Sorting loses nothing, so `drop` sorts like `keep`.
        policy.stays(
            report.out_of_order, rows[i].line, 1, utc_text(rows[i].times.open),
            report.descending ? "the file is in descending order" : "the row is older than the one before",
            true,
            {"", "sort the file by time, or use --on-bad drop: it sorts the rows and loses none of them"});
    }
    if (!sorted) std::stable_sort(rows.begin(), rows.end(), older);
    std::vector<CsvRow> kept;
    kept.reserve(rows.size());
    for (CsvRow const& row : rows) {
        if (!kept.empty() && kept.back().times.open == row.times.open) {
            policy.stays(report.duplicates, row.line, 1, utc_text(row.times.open),
                         "the row has the time of line " + std::to_string(kept.back().line), false);
        } else if (!kept.empty() && kept.back().times.close > row.times.open) {
            policy.stays(
                report.overlaps, row.line, 1, utc_text(row.times.open),
                "the bar opens before that of line " + std::to_string(kept.back().line) + " has closed",
                false);
        } else {
            kept.push_back(row);
        }
    }
    rows = std::move(kept);
}

}  // namespace basicbot
