#include "engine/ingest/csv_import.hpp"

#include <filesystem>

#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/csv_rows.hpp"

namespace basicbot {
namespace {

[[noreturn]] void bad_option(char const* name, std::string const& value, char const* problem,
                             char const* allowed) {
    fail(ErrorKind::usage, ErrorParts{value.empty() ? "missing_option" : "bad_option",
                                      std::string("--") + name, value, problem, allowed, ""});
}

void check_options(CsvImportOptions const& o) {
    if (o.timezone.empty())
        bad_option("timezone", "", "the time zone of the stamps must be stated",
                   "an IANA name like America/New_York or UTC");
    if (o.stamp.empty())
        bad_option("stamp", "", "whether a stamp is the bar's open or close must be stated", "open, close");
    if (o.stamp != "open" && o.stamp != "close")
        bad_option("stamp", o.stamp, "is not a stamp convention", "open, close");
    if (o.timeframe.empty())
        bad_option("timeframe", "", "the length of a bar must be stated", "like 1d, 1h or 5m");
}

}  // namespace

OnBad on_bad_from(std::string const& text) {
    if (text == "reject") return OnBad::reject;
    if (text == "drop") return OnBad::drop;
    if (text == "keep") return OnBad::keep;
    bad_option("on-bad", text, "is not known", "reject, drop, keep");
}

DstChoice dst_from(std::string const& text) {
    if (text == "refuse") return DstChoice::refuse;
    if (text == "earliest") return DstChoice::earliest;
    if (text == "latest") return DstChoice::latest;
    bad_option("dst", text, "is not known", "refuse, earliest, latest");
}

EpochUnit epoch_from(std::string const& text) {
    if (text == "auto") return EpochUnit::by_magnitude;
    if (text == "s") return EpochUnit::s;
    if (text == "ms") return EpochUnit::ms;
    if (text == "us") return EpochUnit::us;
    if (text == "ns") return EpochUnit::ns;
    bad_option("epoch", text, "is not known", "auto, s, ms, us, ns");
}

CsvImport import_csv(std::string const& path, CsvImportOptions const& options) {
    check_options(options);
    std::int64_t const bar_ns = timeframe_ns(options.timeframe);
    ZoneClock zone(options.timezone);
    BarClock clock(zone, options.dst, bar_ns, options.stamp == "close", options.session_close);
    MappedFile const file(path);
    std::string_view const text = csv_text(file.text(), path);
    CsvShape const shape = csv_shape(text, options.columns, path);
    if (options.use_adj_close && shape.at(Field::adj_close) < 0)
        fail_data("missing_column", path + ":1:1", "", "the file has no adjusted close to adjust by");

    CsvImport result;
    ImportReport& report = result.report;
    report.file = path;
    report.used_columns = shape.used;
    report.ignored_columns = shape.ignored;
    if (!options.use_adj_close && shape.at(Field::adj_close) >= 0) {
        std::erase_if(report.used_columns, [](auto const& name) { return name.starts_with("adj"); });
        report.ignored_columns.push_back("adj close");
    }
    DefectPolicy const policy(options.on_bad, path);
    std::vector<CsvRow> rows = read_rows(text, shape, options, clock, policy, report);
    put_in_order(rows, policy, report);
    report.dropped = report.rows - rows.size();
    if (rows.empty())
        fail_data("no_bars", path, std::to_string(report.rows) + " rows read",
                  "no row of the file became a bar", "",
                  report.rows == 0 ? "the file ends behind its header: export it again with its rows"
                                   : "import with --on-bad reject to see the first reason");

    std::vector<std::uint64_t> lines;
    result.bars.reserve(rows.size());
    lines.reserve(rows.size());
    for (CsvRow const& r : rows) {
        result.bars.push_back(r.times.open, r.times.close, r.open, r.high, r.low, r.close, r.volume);
        lines.push_back(r.line);
    }
    observe_bars(result.bars, bar_ns, lines, report);
    result.attributes = {
        options.timezone,
        options.stamp,
        bar_ns,
        options.bars_per_year,
        options.currency,
        options.source.empty() ? std::filesystem::path(path).filename().string() : options.source,
        hash_hex(file.data(), file.size()),
        options.use_adj_close ? "adjusted by adj close / close" : "raw"};
    validate(result.bars, path);
    return result;
}

}  // namespace basicbot
