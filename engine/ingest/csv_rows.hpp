#pragma once
// From the lines of a CSV text to rows: parsed numbers and resolved times, bad rows handled as asked.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ingest/bar_time.hpp"
#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/csv_table.hpp"

namespace basicbot {

struct CsvRow {
    BarTimes times;
    double open, high, low, close, volume;
    std::uint64_t line;
    std::uint32_t symbol;  // index into CsvRows::symbols
};

struct CsvRows {
    std::vector<CsvRow> rows;
    std::vector<std::string> symbols{""};  // the first stands for a file without such a column
};

// The text, where what stands in it, and how it is to be read.
struct CsvSource {
    std::string_view text;
    CsvShape shape;
    EpochUnit epoch = EpochUnit::by_magnitude;
    std::optional<std::int64_t> day = std::nullopt;  // see CsvFormat
    double price_divisor = 1;
    bool use_adj_close = false;
};

// What a person is told of a refused defect beside the defect itself; empty = the general advice.
struct Mend {
    std::string allowed = {}, suggestion = {};
};

// Counts a defect in `finding` and says what becomes of the row: true = it stays, false = it is left out.
// Error(data) at "file:line:column" where the defect is refused: always under `reject`; under `keep` where
// the store cannot hold it.
class DefectPolicy {
  public:
    DefectPolicy(OnBad on_bad, std::string path) : on_bad_(on_bad), path_(std::move(path)) {}
    bool stays(Finding& finding, std::uint64_t line, std::size_t column, std::string const& value,
               std::string const& problem, bool storable, Mend const& mend = {}) const;
    [[noreturn]] void refuse(char const* code, std::uint64_t line, std::size_t column,
                             std::string const& value, std::string const& problem, Mend const& mend) const;

  private:
    OnBad on_bad_;
    std::string path_;
};

// Every data line as a row, in the file's order. Counts malformed, missing, range and price defects.
CsvRows read_rows(CsvSource const& source, BarClock& clock, DefectPolicy const& policy, ImportReport& report);

// Sorts by open time where the policy allows it and takes out duplicates and overlaps.
void put_in_order(std::vector<CsvRow>& rows, DefectPolicy const& policy, ImportReport& report);

}  // namespace basicbot
