// Reading tables of splits and dividends.

#include <fast_float/fast_float.h>

#include <algorithm>
#include <cmath>

#include "engine/bars/data_error.hpp"
#include "engine/ingest/actions.hpp"
#include "engine/ingest/csv_table.hpp"
#include "engine/ingest/source_text.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {
namespace {

bool read_number(std::string_view text, double& value) {
    auto const [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

// "4", "4:1" and "4/1" are 4; 0 is no split.
bool read_factor(std::string_view text, double& factor) {
    std::size_t const cut = text.find_first_of(":/");
    double old_shares = 1;
    if (!read_number(text.substr(0, cut), factor)) return false;
    if (cut != std::string_view::npos && (!read_number(text.substr(cut + 1), old_shares) || old_shares <= 0))
        return false;
    factor /= old_shares;
    return factor >= 0;
}

bool read_cash(std::string_view text, double& cash) { return read_number(text, cash) && cash >= 0; }

struct Kind {
    std::vector<std::string> names;  // of the column
    char const* what;
    bool (*read)(std::string_view, double&);
    bool added_up;  // several on one day
};

class TableReader {
  public:
    TableReader(std::string const& path, ZoneClock& zone, Kind const& kind)
        : source_(open_source(path)), zone_(zone), kind_(kind) {}

    ActionTable read() {
        CsvLines lines(csv_text(source_.text, source_.name));
        lines.next(line_);
        find_columns();
        while (lines.next(line_)) read_line();
        return table();
    }

  private:
    [[noreturn]] void refuse(std::string_view value, std::string const& problem,
                             std::string const& allowed) const {
        fail_data("bad_row", source_.name + ":" + std::to_string(line_.number) + ":1", std::string(value),
                  problem, allowed, "mend the table");
    }

    void find_columns() {
        for (char candidate : {';', '\t'})
            if (line_.text.find(candidate) != std::string_view::npos) delimiter_ = candidate;
        split_fields(line_.text, delimiter_, fields_);
        count_ = fields_.size();
        for (std::size_t i = 0; i < count_; ++i) {
            std::string const name = plain_name(fields_[i]);
            if (name == "date" || name == "time" || name == "datetime" || name == "ex date") date_ = i;
            if (std::find(kind_.names.begin(), kind_.names.end(), name) != kind_.names.end()) value_ = i;
        }
        if (date_ < count_ && value_ < count_) return;
        fail_data("missing_column", source_.name + ":" + std::to_string(line_.number) + ":1",
                  std::string(line_.text.substr(0, 80)),
                  std::string("the header has no column ") + (date_ < count_ ? kind_.what : "date"), "",
                  std::string("name the columns date and ") + kind_.what);
    }

    void read_line() {
        split_fields(line_.text, delimiter_, fields_);
        if (fields_.size() != count_)
            refuse(line_.text.substr(0, 80), "has another number of fields than the header", "");
        Stamp stamp;
        if (char const* problem = parse_stamp(fields_[date_], EpochUnit::by_magnitude, stamp))
            refuse(fields_[date_], problem, stamp_forms);
        double value = 0;
        if (!fields_[value_].empty() && !kind_.read(fields_[value_], value))
            refuse(fields_[value_], std::string("is not one of ") + kind_.what, "a number, 0 for none");
        if (value == 0) return;
        std::int64_t time = stamp.utc_ns();
        if (stamp.kind == Stamp::Kind::date) time = zone_.midnight(stamp.day);
        if (stamp.kind == Stamp::Kind::local)
            if (char const* problem = zone_.to_utc(stamp.written_ns(), DstChoice::earliest, time))
                refuse(fields_[date_], problem, "");
        found_.push_back({time, value, line_.number});
    }

    // Files have them in either order.
    ActionTable table() {
        std::stable_sort(found_.begin(), found_.end(),
                         [](Found const& a, Found const& b) { return a.time < b.time; });
        ActionTable table;
        for (Found const& f : found_) {
            if (table.time.empty() || table.time.back() != f.time) {
                table.time.push_back(f.time);
                table.value.push_back(f.value);
            } else if (kind_.added_up) {
                table.value.back() += f.value;
            } else {
                line_.number = f.line;
                refuse(utc_text(f.time), "is a second split of its day", "");
            }
        }
        return table;
    }

    struct Found {
        std::int64_t time;
        double value;
        std::size_t line;
    };
    SourceText source_;
    ZoneClock& zone_;
    Kind const& kind_;
    CsvLine line_;
    char delimiter_ = ',';
    std::size_t count_ = 0, date_ = SIZE_MAX, value_ = SIZE_MAX;
    std::vector<std::string_view> fields_;
    std::vector<Found> found_;
};

}  // namespace

ActionTable read_splits(std::string const& path, ZoneClock& zone) {
    Kind const splits{{"splits", "split", "stock splits", "stock split", "factor", "split factor", "ratio"},
                      "splits",
                      read_factor,
                      false};
    return TableReader(path, zone, splits).read();
}

ActionTable read_dividends(std::string const& path, ZoneClock& zone) {
    Kind const dividends{{"dividends", "dividend", "cash", "amount"}, "dividends", read_cash, true};
    return TableReader(path, zone, dividends).read();
}

}  // namespace basicbot
