#pragma once
// Small CSV tables with a header: fields by column name, times placed on a clock, refusals at file:line.

#include <string>
#include <string_view>
#include <vector>

#include "engine/ingest/csv_table.hpp"
#include "engine/ingest/source_text.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

// What a date without a time of day stands for.
enum class DateMeans { begin_of_day, end_of_day };

class NamedTable {
  public:
    // Error(data) as open_source() and csv_text().
    explicit NamedTable(std::string const& path);

    // The column with one of these plain names; -1 where there is none.
    int column(std::vector<std::string> const& names) const;
    // The same; Error(data, "missing_column") names it by `what`.
    int needed(std::vector<std::string> const& names, char const* what) const;

    // The next line that is not blank; its number of fields is that of the header, or Error(data, "bad_row").
    bool next();
    std::string_view field(int column) const { return fields_[static_cast<std::size_t>(column)]; }
    std::size_t line() const { return line_.number; }
    // ns UTC of a written time.
    std::int64_t time(int column, ZoneClock& zone, DateMeans date) const;
    [[noreturn]] void refuse(std::size_t line, std::string_view value, std::string const& problem,
                             std::string const& allowed = "") const;
    std::string const& input_hash() const { return source_.input_hash; }

  private:
    InputText source_;
    CsvLines lines_;
    CsvLine line_;
    char delimiter_ = ',';
    std::vector<std::string> names_;
    std::vector<std::string_view> fields_;
};

// A finite number; false for any other text.
bool read_finite(std::string_view text, double& value);

}  // namespace basicbot
