#include "engine/ingest/import_extra.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <tuple>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/named_table.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {
namespace {

// ns; "0s" is the one length that bars cannot have.
std::int64_t delay_ns(std::string const& text) {
    if (text == "0s") return 0;
    try {
        return timeframe_ns(text);
    } catch (Error const& error) {
        fail(ErrorKind::usage, ErrorParts{"bad_option", "--delay", text, "is not a length of time",
                                          "0s, or a whole number and one of s, m, h, d, w", ""});
    }
}

struct Row {
    std::int64_t known_at, time;
    double value;
    std::size_t line;
};

std::vector<Row> read_rows(NamedTable& file, ExtraImport const& r, ZoneClock& zone) {
    int const time = file.needed({"timestamp", "datetime", "date", "time"}, "date"),
              known = file.column({"known at"}),
              value = r.value.empty() ? file.needed({"value", plain_name(r.name)}, "value")
                                      : file.needed({plain_name(r.value)}, r.value.c_str());
    if (known < 0 && r.delay.empty())
        fail(ErrorKind::usage,
             ErrorParts{"missing_option", "--delay", "", "when a value was known must be stated (A22)",
                        "a column known_at in the file, or --delay 1d", ""});
    std::int64_t const delay = known < 0 ? delay_ns(r.delay) : 0;
    std::vector<Row> rows;
    while (file.next()) {
        Row row{0, file.time(time, zone, DateMeans::begin_of_day), std::numeric_limits<double>::quiet_NaN(),
                file.line()};
        row.known_at = file.time(known < 0 ? time : known, zone, DateMeans::end_of_day) + delay;
        if (row.known_at < row.time)
            file.refuse(file.line(), file.field(known), "is before the time that the value is about");
        if (!file.field(value).empty() && !read_finite(file.field(value), row.value))
            file.refuse(file.line(), file.field(value), "is not a number",
                        "a number, or nothing where there is none");
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

ExtraSeries import_extra(ExtraImport const& r) {
    if (r.timezone.empty())
        fail(ErrorKind::usage,
             ErrorParts{"missing_option", "--timezone", "", "the time zone of the file must be stated",
                        "an IANA name like America/New_York or UTC", ""});
    ZoneClock zone(r.timezone);
    NamedTable file(r.file);
    std::vector<Row> rows = read_rows(file, r, zone);
    if (rows.empty())
        fail_data("no_rows", r.file, "", "the file ends behind its header", "", "export it again");
    std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) {
        return std::tie(a.known_at, a.time) < std::tie(b.known_at, b.time);
    });
    ExtraSeries extra;
    extra.symbol = r.symbol, extra.name = r.name;
    extra.source = r.source.empty() ? std::filesystem::path(r.file).filename().string() : r.source;
    extra.input_hash = file.input_hash();
    for (Row const& row : rows) {
        if (extra.size() > 0 && extra.known_at.back() == row.known_at && extra.time.back() == row.time)
            file.refuse(row.line, utc_text(row.time),
                        "a second value of this time is known at the same moment");
        extra.time.push_back(row.time);
        extra.known_at.push_back(row.known_at);
        extra.value.push_back(row.value);
    }
    validate(extra);
    return extra;
}

}  // namespace basicbot
