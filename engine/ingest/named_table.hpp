#pragma once
// Small CSV tables with a header: fields by column name, times placed on a clock, refusals at file:line.

#include <string>
#include <string_view>
#include <vector>

#include "engine/ingest/csv_table.hpp"
#include "engine/ingest/source_text.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

// What a date without a time of day stands for.
enum class DateMeans { begin_of_day, end_of_day };

class NamedTable {
  public:
    // `columns` names the fields where the first line does not; a first line of names is then left aside.
    // Error(data) as open_source() and csv_text(), and where `columns` are not as many as the fields.
    explicit NamedTable(std::string const& path, std::vector<std::string> const& columns = {});

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
    // The same of what happened at one moment: a date needs its time of day, which may stand in a column of
    // its own (-1 = it does not).
    std::int64_t moment(int column, int of_day_column, ZoneClock& zone) const;
    [[noreturn]] void refuse(std::size_t line, std::string_view value, std::string const& problem,
                             std::string const& allowed = "") const;
    // The first line is data and nobody has named the columns.
    bool lacks_header() const { return lacks_header_; }
    std::string const& input_hash() const { return source_.input_hash; }

  private:
    std::int64_t placed(Stamp const& stamp, int column, ZoneClock& zone) const;

    InputText source_;
    CsvLines lines_;
    CsvLine line_;
    char delimiter_ = ',';
    bool lacks_header_ = false;
    std::vector<std::string> names_;
    std::vector<std::string_view> fields_;
};

// A finite number; false for any other text.
bool read_finite(std::string_view text, double& value);

}  // namespace basicbot
