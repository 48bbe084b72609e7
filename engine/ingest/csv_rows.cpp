#include "engine/ingest/csv_rows.hpp"

#include <fast_float/fast_float.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"

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
    auto const [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) return true;
    value = nan_value;
    return says_missing(text);
}

// One line; `fields` is reused between lines.
class RowReader {
  public:
    RowReader(CsvSource const& source, std::vector<std::string>& symbols, BarClock& clock,
              DefectPolicy const& policy, ImportReport& report)
        : source_(source),
          shape_(source.shape),
          symbols_(symbols),
          clock_(clock),
          policy_(policy),
          report_(report) {}

    bool read(CsvLine const& line, CsvRow& row) {
        line_ = line;
        row.line = line.number;
        split_fields(line.text, shape_.delimiter, fields_);
        if (fields_.size() != shape_.fields)
            return malformed(line.text.substr(0, 80), 1,
                             "has " + std::to_string(fields_.size()) + " fields where the first line has " +
                                 std::to_string(shape_.fields));
        row.symbol = symbol();
        double adj_close = 0;
        if (!read_times(row) || !number(Field::open, row.open) || !number(Field::high, row.high) ||
            !number(Field::low, row.low) || !number(Field::close, row.close) ||
            !number(Field::volume, row.volume))
            return false;
        if (source_.use_adj_close && !number(Field::adj_close, adj_close)) return false;
        for (Field field : {Field::open, Field::high, Field::low, Field::close})
            if (std::isnan(price(row, field)) &&
                !policy_.stays(report_.missing_prices, line_.number, column(field), text(field),
                               "a price is missing", false))
                return false;
        if (source_.price_divisor != 1)
            for (double* p : {&row.open, &row.high, &row.low, &row.close}) *p /= source_.price_divisor;
        if (source_.use_adj_close) {
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
    // Rows of a symbol mostly follow each other.
    std::uint32_t symbol() {
        if (shape_.at(Field::symbol) < 0) return 0;
        std::string_view const name = fields_[static_cast<std::size_t>(shape_.at(Field::symbol))];
        if (name == symbols_[last_symbol_]) return last_symbol_;
        auto found = index_of_.find(name);
        if (found == index_of_.end()) {
            found = index_of_.emplace(std::string(name), static_cast<std::uint32_t>(symbols_.size())).first;
            symbols_.emplace_back(name);
        }
        return last_symbol_ = found->second;
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
        if (char const* problem =
                source_.day ? on_the_day(written, stamp) : parse_stamp(written, source_.epoch, stamp))
            return bad_time(written, Field::time, problem);
        if (stamp.unit != EpochUnit::by_magnitude)
            ++report_.epoch_units[static_cast<std::size_t>(stamp.unit) - 1];
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

    // Milliseconds since the midnight of a day that the file's name says.
    char const* on_the_day(std::string_view written, Stamp& stamp) const {
        std::int64_t ms = 0;
        auto const [end, error] = std::from_chars(written.data(), written.data() + written.size(), ms);
        if (error != std::errc{} || end != written.data() + written.size() || ms < 0 ||
            ms >= day_ns / 1'000'000)
            return "is not a number of milliseconds within a day";
        stamp = {Stamp::Kind::local, *source_.day, ms * 1'000'000};
        return nullptr;
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

    CsvSource const& source_;
    CsvShape const& shape_;
    std::vector<std::string>& symbols_;
    std::map<std::string, std::uint32_t, std::less<>> index_of_;
    std::uint32_t last_symbol_ = 0;
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

CsvRows read_rows(CsvSource const& source, BarClock& clock, DefectPolicy const& policy,
                  ImportReport& report) {
    CsvRows result;
    RowReader reader(source, result.symbols, clock, policy, report);
    CsvLines lines(source.text);
    CsvLine line;
    for (std::size_t i = 0; i < source.shape.header_lines; ++i) lines.next(line);
    CsvRow row{};
    while (lines.next(line)) {
        ++report.rows;
        if (reader.read(line, row)) result.rows.push_back(row);
    }
    return result;
}

}  // namespace basicbot
