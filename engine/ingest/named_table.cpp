#include "engine/ingest/named_table.hpp"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <cmath>

#include "engine/bars/data_error.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {

NamedTable::NamedTable(std::string const& path, std::vector<std::string> const& columns)
    : source_(open_source(path)), lines_(csv_text(source_.text, source_.name)) {
    CsvLines const all = lines_;
    lines_.next(line_);
    for (char candidate : {';', '\t'})
        if (line_.text.find(candidate) != std::string_view::npos) delimiter_ = candidate;
    split_fields(line_.text, delimiter_, fields_);
    bool const data = std::any_of(fields_.begin(), fields_.end(), [number = 0.0](std::string_view f) mutable {
        return read_finite(f, number);  // no column is called by a number
    });
    lacks_header_ = data && columns.empty();
    if (columns.empty()) {
        for (std::string_view name : fields_) names_.push_back(plain_name(name));
        return;
    }
    for (std::string const& name : columns) names_.push_back(plain_name(name));
    if (names_.size() != fields_.size())
        fail_data("missing_column", source_.name + ":1:1", std::to_string(names_.size()) + " names",
                  "--columns does not name every field of the line: it has " + std::to_string(fields_.size()),
                  "", "name them all");
    if (data) lines_ = all;
}

int NamedTable::column(std::vector<std::string> const& names) const {
    for (std::string const& name : names) {
        auto const found = std::find(names_.begin(), names_.end(), name);
        if (found != names_.end()) return static_cast<int>(found - names_.begin());
    }
    return -1;
}

int NamedTable::needed(std::vector<std::string> const& names, char const* what) const {
    int const found = column(names);
    if (found >= 0) return found;
    std::string all;
    for (std::string const& name : names_)
        if (all.size() < 100) all += (all.empty() ? "" : ", ") + name;
    fail_data("missing_column", source_.name + ":1:1", all, std::string("the header has no column ") + what,
              "", std::string("name the column ") + what);
}

bool NamedTable::next() {
    if (!lines_.next(line_)) return false;
    split_fields(line_.text, delimiter_, fields_);
    if (fields_.size() != names_.size())
        refuse(line_.number, line_.text.substr(0, 80),
               "has " + std::to_string(fields_.size()) + " fields where the header has " +
                   std::to_string(names_.size()));
    return true;
}

std::int64_t NamedTable::time(int column, ZoneClock& zone, DateMeans date) const {
    Stamp stamp;
    if (char const* problem = parse_stamp(field(column), EpochUnit::by_magnitude, stamp))
        refuse(line_.number, field(column), problem, stamp_forms);
    if (stamp.kind == Stamp::Kind::date)
        return zone.midnight(stamp.day + (date == DateMeans::end_of_day ? 1 : 0));
    return placed(stamp, column, zone);
}

std::int64_t NamedTable::moment(int column, int of_day_column, ZoneClock& zone) const {
    Stamp stamp;
    if (char const* problem = parse_stamp(field(column), EpochUnit::by_magnitude, stamp))
        refuse(line_.number, field(column), problem, stamp_forms);
    if (stamp.kind == Stamp::Kind::date) {
        if (of_day_column < 0) refuse(line_.number, field(column), "is a date without a time of day");
        if (char const* problem = parse_time_of_day(field(of_day_column), stamp.of_day_ns))
            refuse(line_.number, field(of_day_column), problem, "HH:MM[:SS[.fraction]] or HHMMSS");
        stamp.kind = Stamp::Kind::local;
    }
    return placed(stamp, column, zone);
}

// An instant, or a local time on the clock.
std::int64_t NamedTable::placed(Stamp const& stamp, int column, ZoneClock& zone) const {
    if (stamp.kind == Stamp::Kind::instant) return stamp.utc_ns();
    std::int64_t utc = 0;
    if (char const* problem = zone.to_utc(stamp.written_ns(), DstChoice::refuse, utc))
        refuse(line_.number, field(column), problem);
    return utc;
}

void NamedTable::refuse(std::size_t line, std::string_view value, std::string const& problem,
                        std::string const& allowed) const {
    fail_data("bad_row", source_.name + ":" + std::to_string(line) + ":1", std::string(value), problem,
              allowed, "mend the table");
}

bool read_finite(std::string_view text, double& value) {
    auto const [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

}  // namespace basicbot
