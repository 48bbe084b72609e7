#include "engine/ingest/csv_rows.hpp"

#include <fast_float/fast_float.h>

#include <cmath>
#include <limits>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

bool says_missing(std::string_view text) {
    for (char const* word : {"", "nan", "NaN", "NAN", "null", "NULL", "None", "NA", "N/A", "n/a", "-"})
        if (text == word) return true;
    return false;
}

// NaN where the field says that there is no value; false where it is no number.
bool read_number(std::string_view text, double& value) {
    value = nan_value;
    if (says_missing(text)) return true;
    auto const [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

// One line; `fields` is reused between lines.
class RowReader {
  public:
    RowReader(CsvShape const& shape, CsvImportOptions const& options, BarClock& clock,
              DefectPolicy const& policy, ImportReport& report)
        : shape_(shape), options_(options), clock_(clock), policy_(policy), report_(report) {}

    bool read(CsvLine const& line, CsvRow& row) {
        line_ = line;
        row.line = line.number;
        split_fields(line.text, shape_.delimiter, fields_);
        if (fields_.size() != shape_.fields)
            return malformed(line.text.substr(0, 80), 1,
                             "has " + std::to_string(fields_.size()) + " fields where the first line has " +
                                 std::to_string(shape_.fields));
        double adj_close = 0;
        if (!read_times(row) || !number(Field::open, row.open) || !number(Field::high, row.high) ||
            !number(Field::low, row.low) || !number(Field::close, row.close) ||
            !number(Field::volume, row.volume))
            return false;
        if (options_.use_adj_close && !number(Field::adj_close, adj_close)) return false;
        for (Field field : {Field::open, Field::high, Field::low, Field::close})
            if (std::isnan(price(row, field)) &&
                !policy_.stays(report_.missing_prices, line_.number, column(field), text(field),
                               "a price is missing", false))
                return false;
        if (options_.use_adj_close) {
            if (std::isnan(adj_close))
                return policy_.stays(report_.missing_prices, line_.number, column(Field::adj_close),
                                     text(Field::adj_close), "the adjusted close is missing", false);
            adjust(row, adj_close);
        }
        return check(row);
    }

  private:
    std::string text(Field field) const {
        return std::string(fields_[static_cast<std::size_t>(shape_.at(field))]);
    }
    std::size_t column(Field field) const {
        auto const& view = fields_[static_cast<std::size_t>(shape_.at(field))];
        return static_cast<std::size_t>(view.data() - line_.text.data()) + 1;
    }
    static double price(CsvRow const& row, Field field) {
        return field == Field::open   ? row.open
               : field == Field::high ? row.high
               : field == Field::low  ? row.low
                                      : row.close;
    }

    // Where the first row already cannot be read, the whole file is written in that way: leaving such rows
    // out would leave nothing.
    bool malformed(std::string_view value, std::size_t at, std::string const& problem, Mend mend = {}) {
        if (report_.rows > 1)
            mend.suggestion.clear();
        else if (mend.suggestion.empty())
            mend.suggestion = "mend the file: its first row already cannot be read";
        return policy_.stays(report_.malformed, line_.number, at, std::string(value), problem, false, mend);
    }

    bool bad_time(std::string_view written, Field field, std::string const& problem) {
        return malformed(written, column(field), problem,
                         {field == Field::time ? stamp_forms : "HH:MM[:SS[.fraction]] or HHMMSS",
                          "write the times in one of these forms"});
    }

    bool number(Field field, double& value) {
        value = nan_value;
        if (shape_.at(field) < 0 || read_number(fields_[static_cast<std::size_t>(shape_.at(field))], value))
            return true;
        bool const comma = text(field).find(',') != std::string::npos;
        return malformed(text(field), column(field),
                         comma ? "is not a number with a decimal point" : "is not a number",
                         {"a number like 10.5 or 1e-3, without thousands separators",
                          comma ? "write the numbers with a decimal point" : ""});
    }

    bool read_times(CsvRow& row) {
        Stamp stamp;
        std::string_view const written = fields_[static_cast<std::size_t>(shape_.at(Field::time))];
        if (char const* problem = parse_stamp(written, options_.epoch, stamp))
            return bad_time(written, Field::time, problem);
        if (shape_.at(Field::time_of_day) >= 0) {
            std::string_view const of_day = fields_[static_cast<std::size_t>(shape_.at(Field::time_of_day))];
            if (stamp.kind != Stamp::Kind::date)
                return malformed(written, column(Field::time),
                                 "has a time of day, and there is a column for it as well");
            if (char const* problem = parse_time_of_day(of_day, stamp.of_day_ns))
                return bad_time(of_day, Field::time_of_day, problem);
            stamp.kind = Stamp::Kind::local;
        }
        // A stamp that cannot be placed in time is never dropped: the settings are wrong, not the row.
        if (char const* problem = clock_.times_of(stamp, row.times)) {
            bool const dst = std::string_view(problem).find("the clock was") != std::string_view::npos;
            policy_.refuse(dst ? "clock_change" : "bad_stamp", line_.number, column(Field::time),
                           std::string(written), problem,
                           {"", dst ? "choose with --dst earliest or --dst latest" : ""});
        }
        report_.dates_from_utc_midnight += row.times.date_from_utc_midnight;
        return true;
    }

    // Yahoo's convention (A23). Prices equal to the close become the adjusted close exactly, and rounding
    // never puts the high under or the low over another price.
    static void adjust(CsvRow& row, double adj_close) {
        double const ratio = adj_close / row.close;
        for (double* p : {&row.open, &row.high, &row.low}) *p = *p == row.close ? adj_close : *p * ratio;
        bool const sound = row.high >= row.open && row.low <= row.open;
        row.close = adj_close;
        if (!sound) return;
        row.high = row.high < row.close ? row.close : row.high;
        row.low = row.low > row.close ? row.close : row.low;
    }

    bool check(CsvRow& row) {
        for (Field field : {Field::open, Field::high, Field::low, Field::close})
            if (!(price(row, field) > 0) &&
                !policy_.stays(report_.nonpositive_prices, line_.number, column(field), text(field),
                               "is not a price above zero", true))
                return false;
        if (row.volume < 0)
            return malformed(text(Field::volume), column(Field::volume), "is a negative volume");
        if (row.high < row.open || row.high < row.close || row.high < row.low)
            return policy_.stays(report_.range_violations, line_.number, column(Field::high),
                                 text(Field::high), "the high is under the open, low or close", false);
        if (row.low > row.open || row.low > row.close)
            return policy_.stays(report_.range_violations, line_.number, column(Field::low), text(Field::low),
                                 "the low is over the open or close", false);
        return true;
    }

    CsvShape const& shape_;
    CsvImportOptions const& options_;
    BarClock& clock_;
    DefectPolicy const& policy_;
    ImportReport& report_;
    CsvLine line_;
    std::vector<std::string_view> fields_;
};

}  // namespace

bool DefectPolicy::stays(Finding& finding, std::uint64_t line, std::size_t column, std::string const& value,
                         std::string const& problem, bool storable, Mend const& mend) const {
    finding.note(line);
    if (on_bad_ == OnBad::drop) return false;
    if (on_bad_ == OnBad::keep && storable) return true;
    char const* const general = on_bad_ == OnBad::keep
                                    ? "a store cannot hold such a bar: use --on-bad drop"
                                    : "mend the file, or use --on-bad drop to leave such rows out";
    refuse("bad_row", line, column, value, problem,
           {mend.allowed, mend.suggestion.empty() ? general : mend.suggestion});
}

void DefectPolicy::refuse(char const* code, std::uint64_t line, std::size_t column, std::string const& value,
                          std::string const& problem, Mend const& mend) const {
    fail_data(code, path_ + ":" + std::to_string(line) + ":" + std::to_string(column), value, problem,
              mend.allowed, mend.suggestion);
}

std::vector<CsvRow> read_rows(std::string_view text, CsvShape const& shape, CsvImportOptions const& options,
                              BarClock& clock, DefectPolicy const& policy, ImportReport& report) {
    std::vector<CsvRow> rows;
    RowReader reader(shape, options, clock, policy, report);
    CsvLines lines(text);
    CsvLine line;
    if (shape.first_line_is_header) lines.next(line);
    CsvRow row{};
    while (lines.next(line)) {
        ++report.rows;
        if (reader.read(line, row)) rows.push_back(row);
    }
    return rows;
}

}  // namespace basicbot
