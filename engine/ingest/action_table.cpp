// Reading tables of splits and dividends.

#include <algorithm>

#include "engine/ingest/actions.hpp"
#include "engine/ingest/named_table.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {
namespace {

// "4", "4:1" and "4/1" are 4; 0 is no split.
bool read_factor(std::string_view text, double& factor) {
    std::size_t const cut = text.find_first_of(":/");
    double old_shares = 1;
    if (!read_finite(text.substr(0, cut), factor)) return false;
    if (cut != std::string_view::npos && (!read_finite(text.substr(cut + 1), old_shares) || old_shares <= 0))
        return false;
    factor /= old_shares;
    return factor >= 0;
}

bool read_cash(std::string_view text, double& cash) { return read_finite(text, cash) && cash >= 0; }

struct Kind {
    std::vector<std::string> names;  // of the column
    char const* what;
    bool (*read)(std::string_view, double&);
    bool added_up;  // several on one day
};

ActionTable read(std::string const& path, ZoneClock& zone, Kind const& kind) {
    NamedTable file(path);
    int const date = file.needed({"date", "ex date", "time", "datetime"}, "date"),
              value = file.needed(kind.names, kind.what);
    struct Found {
        std::int64_t time;
        double value;
        std::size_t line;
    };
    std::vector<Found> found;
    while (file.next()) {
        std::int64_t const time = file.time(date, zone, DateMeans::begin_of_day);
        double read = 0;
        if (!file.field(value).empty() && !kind.read(file.field(value), read))
            file.refuse(file.line(), file.field(value), std::string("is not one of ") + kind.what,
                        "a number, 0 for none");
        if (read != 0) found.push_back({time, read, file.line()});
    }
    // Files have them in either order.
    std::stable_sort(found.begin(), found.end(),
                     [](Found const& a, Found const& b) { return a.time < b.time; });
    ActionTable table;
    for (Found const& f : found) {
        if (table.time.empty() || table.time.back() != f.time) {
            table.time.push_back(f.time);
            table.value.push_back(f.value);
        } else if (kind.added_up) {
            table.value.back() += f.value;
        } else {
            file.refuse(f.line, utc_text(f.time), "is a second split of its day");
        }
    }
    return table;
}

}  // namespace

ActionTable read_splits(std::string const& path, ZoneClock& zone) {
    return read(path, zone,
                {{"splits", "split", "stock splits", "stock split", "factor", "split factor", "ratio"},
                 "splits",
                 read_factor,
                 false});
}

ActionTable read_dividends(std::string const& path, ZoneClock& zone) {
    return read(path, zone, {{"dividends", "dividend", "cash", "amount"}, "dividends", read_cash, true});
}

}  // namespace basicbot
