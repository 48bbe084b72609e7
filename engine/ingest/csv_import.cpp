#include "engine/ingest/csv_import.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/csv_format.hpp"
#include "engine/ingest/csv_quick.hpp"
#include "engine/ingest/csv_rows.hpp"
#include "engine/ingest/source_text.hpp"

namespace basicbot {
namespace {

[[noreturn]] void bad_option(char const* name, std::string const& value, char const* problem,
                             char const* allowed) {
    fail(ErrorKind::usage, ErrorParts{value.empty() ? "missing_option" : "bad_option",
                                      std::string("--") + name, value, problem, allowed, ""});
}

// What is stated wins over what the format says.
CsvImportOptions completed(CsvImportOptions o, CsvFormat const& format, std::string const& name) {
    if (o.timezone.empty()) o.timezone = format.timezone;
    if (o.stamp.empty()) o.stamp = format.stamp;
    if (o.columns.empty()) o.columns = format.columns;
    if (!o.price_divisor) o.price_divisor = format.price_divisor;
    if (o.timeframe.empty() && format.bar_ns > 0) o.timeframe = timeframe_name(format.bar_ns);
    if (o.timezone.empty())
        bad_option("timezone", "", "the time zone of the stamps must be stated",
                   "an IANA name like America/New_York or UTC");
    if (o.stamp.empty())
        bad_option("stamp", "", "whether a stamp is the bar's open or close must be stated", "open, close");
    if (o.stamp != "open" && o.stamp != "close")
        bad_option("stamp", o.stamp, "is not a stamp convention", "open, close");
    if (o.timeframe.empty())
        bad_option("timeframe", "", "the length of a bar must be stated", "like 1d, 1h or 5m");
    if (!(*o.price_divisor > 0) || !std::isfinite(*o.price_divisor))
        bad_option("price-divisor", std::to_string(*o.price_divisor), "is not a number above zero",
                   "like 100 or 10000");
    if (!o.side.empty() && o.side != "bid" && o.side != "ask")
        bad_option("side", o.side, "is not known", "bid, ask, mid");
    if (format.bar_ns > 0 && timeframe_ns(o.timeframe) != format.bar_ns)
        fail_data("wrong_timeframe", name, o.timeframe,
                  "the file says that its bars are " + timeframe_name(format.bar_ns), "",
                  "state --timeframe " + timeframe_name(format.bar_ns) + ", or leave it out");
    return o;
}

CsvSource source_of(std::string_view text, CsvImportOptions const& o, CsvFormat const& format,
                    std::string const& name) {
    Side const side = o.side.empty() ? Side::none : o.side == "bid" ? Side::bid : Side::ask;
    CsvSource source{
        text, csv_shape(text, o.columns, side, name), o.epoch, format.day, *o.price_divisor, o.use_adj_close};
    if (o.use_adj_close && source.shape.at(Field::adj_close) < 0)
        fail_data("missing_column", name + ":1:1", "", "the file has no adjusted close to adjust by");
    return source;
}

// A source without volumes writes zeros. Left so, no bar would ever fill an order (A4). Fewer bars than these
// may just have been quiet.
constexpr std::size_t bars_to_judge_volumes = 20;

void forget_zero_volumes(BarColumns& bars) {
    if (bars.size() < bars_to_judge_volumes) return;
    if (std::all_of(bars.volume.begin(), bars.volume.end(), [](double volume) { return volume == 0; }))
        std::fill(bars.volume.begin(), bars.volume.end(), std::numeric_limits<double>::quiet_NaN());
}

// Bars of the stated length would open nearer to each other somewhere. Fewer bars than these, or a step only
// a little longer (a day of a clock change), say nothing.
constexpr std::size_t bars_to_judge_length = 10;
constexpr double most_stretch = 1.25;

std::string length_text(std::int64_t ns) {
    return ns % second_ns == 0 ? timeframe_name(ns) : std::to_string(ns) + " ns";
}

void check_length(BarColumns const& bars, std::int64_t bar_ns, std::string const& name) {
    if (bars.size() < bars_to_judge_length) return;
    std::int64_t least = bars.time[1] - bars.time[0];
    for (std::size_t t = 2; t < bars.size(); ++t) least = std::min(least, bars.time[t] - bars.time[t - 1]);
    if (static_cast<double>(least) <= most_stretch * static_cast<double>(bar_ns)) return;
    std::map<std::int64_t, std::size_t> steps;  // time from open to open -> how often
    for (std::size_t t = 1; t < bars.size(); ++t) ++steps[bars.time[t] - bars.time[t - 1]];
    auto const usual = std::max_element(steps.begin(), steps.end(),
                                        [](auto const& a, auto const& b) { return a.second < b.second; });
    fail_data(
        "wrong_timeframe", name, timeframe_name(bar_ns),
        "its bars are longer than stated: none opens less than " + length_text(least) +
            " after the one before, " + std::to_string(usual->second) + " of " +
            std::to_string(bars.size() - 1) + " open " + length_text(usual->first) + " after it",
        "",
        "state --timeframe " + length_text(usual->first) + ", or --on-bad keep where most bars are missing");
}

// The rows of each symbol by themselves, in order.
std::vector<CsvSeries> series_of(CsvRows all, std::int64_t bar_ns, DefectPolicy const& policy,
                                 ImportReport& report) {
    std::vector<std::vector<CsvRow>> by_symbol(all.symbols.size());
    if (all.symbols.size() == 1)
        by_symbol[0] = std::move(all.rows);
    else
        for (CsvRow const& row : all.rows) by_symbol[row.symbol].push_back(row);
    std::vector<CsvSeries> result;
    for (std::size_t i = 0; i < by_symbol.size(); ++i) {
        std::vector<CsvRow>& rows = by_symbol[i];
        put_in_order(rows, policy, report);
        if (rows.empty()) continue;
        BarColumns bars;
        std::vector<std::uint64_t> lines;
        bars.reserve(rows.size());
        lines.reserve(rows.size());
        for (CsvRow const& r : rows) {
            bars.push_back(r.times.open, r.times.close, r.open, r.high, r.low, r.close, r.volume);
            lines.push_back(r.line);
        }
        forget_zero_volumes(bars);
        observe_bars(bars, bar_ns, lines, 0, report);
        result.push_back({all.symbols[i], std::move(bars)});
    }
    return result;
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

CsvFile import_csv_file(std::string const& path, CsvImportOptions const& stated) {
    InputText const packed = open_source(path, stated.member);
    std::string_view const text = csv_text(packed.text, packed.name);
    CsvFormat const format = csv_format(stated.format, text, packed.name);
    CsvImportOptions const options = completed(stated, format, packed.name);
    std::int64_t const bar_ns = timeframe_ns(options.timeframe);
    ZoneClock zone(options.timezone);
    BarClock clock(zone, options.dst, bar_ns, options.stamp == "close", options.session_close);
    CsvSource const source = source_of(text, options, format, packed.name);

    CsvFile result{{}, options.timeframe, {}, {}};
    ImportReport& report = result.report;
    report.file = packed.name;
    report.format = format.name;
    report.used_columns = source.shape.used;
    report.ignored_columns = source.shape.ignored;
    if (!options.use_adj_close && source.shape.at(Field::adj_close) >= 0) {
        std::erase_if(report.used_columns, [](auto const& name) { return name.starts_with("adj"); });
        report.ignored_columns.push_back("adj close");
    }
    DefectPolicy const policy(options.on_bad, packed.name);
    QuickRows quick;
    if (options.read == CsvRead::quick_where_plain && read_quickly(source, clock, quick)) {
        report.rows = quick.bars.size();
        report.epoch_units = quick.epoch_units;
        forget_zero_volumes(quick.bars);
        observe_bars(quick.bars, bar_ns, {}, quick.first_line, report);
        result.series.push_back({"", std::move(quick.bars)});
    } else {
        result.series = series_of(read_rows(source, clock, policy, report), bar_ns, policy, report);
    }
    report.dropped = report.rows - report.bars;
    if (report.bars == 0)
        fail_data("no_bars", packed.name, std::to_string(report.rows) + " rows read",
                  "no row of the file became a bar", "",
                  report.rows == 0 ? "the file ends behind its header: export it again with its rows"
                                   : "import with --on-bad reject to see the first reason");
    result.attributes = {
        options.timezone,
        options.stamp,
        bar_ns,
        options.bars_per_year,
        options.currency,
        options.source.empty() ? std::filesystem::path(path).filename().string() : options.source,
        packed.input_hash,
        options.use_adj_close ? "adjusted by adj close / close" : format.adjustments};
    for (CsvSeries const& series : result.series) {
        validate(series.bars, packed.name);
        if (options.on_bad != OnBad::keep) check_length(series.bars, bar_ns, packed.name);
    }
    return result;
}

CsvImport import_csv(std::string const& path, CsvImportOptions const& options) {
    CsvFile file = import_csv_file(path, options);
    if (file.series.size() > 1)
        fail_data("several_symbols", file.report.file, std::to_string(file.series.size()) + " symbols",
                  "the file holds more than one series: " + file.series[0].symbol + ", " +
                      file.series[1].symbol + (file.series.size() > 2 ? ", ..." : ""),
                  "", "leave --symbol out: each series gets the name in its column");
    return {std::move(file.series.front().bars), std::move(file.attributes), std::move(file.report)};
}

}  // namespace basicbot
