#include "engine/ingest/import_report.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/shape.hpp"

namespace basicbot {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(Finding const& finding) {
    Json j = {{"count", finding.count}};
    if (finding.count > 0) j["first_line"] = finding.first_line;
    return j;
}

Shape finding(std::string const& what) {
    return shape::object({{"count", shape::whole("how many")},
                          shape::maybe("first_line", shape::whole("of the file, from 1"))},
                         what);
}

}  // namespace

std::int64_t allowed_gap(std::int64_t bar_ns) { return is_daily(bar_ns) ? 4 * day_ns : 0; }

void observe_bars(BarColumns const& b, std::int64_t bar_ns, std::vector<std::uint64_t> const& line,
                  std::uint64_t first_line, ImportReport& report) {
    std::int64_t const allowed = allowed_gap(bar_ns);
    auto const note = [&](Finding& finding, std::size_t t) {
        finding.note(line.empty() ? first_line + t : line[t]);
    };
    for (std::size_t t = 0; t < b.size(); ++t) {
        if (b.volume[t] == 0) note(report.zero_volume, t);
        if (std::isnan(b.volume[t])) note(report.missing_volume, t);
        if (b.high[t] == b.low[t]) note(report.flat_bars, t);  // open and close lie between
        if (t == 0) continue;
        if (std::fabs(b.close[t] - b.close[t - 1]) > 0.4 * std::fabs(b.close[t - 1])) note(report.jumps, t);
        if (b.open[t] == b.close[t - 1]) note(report.open_is_previous_close, t);
        std::int64_t const gap = b.time[t] - b.close_time[t - 1];
        if (gap <= allowed) continue;
        note(report.gaps, t);
        report.missing_bars += static_cast<std::uint64_t>(gap / bar_ns);
        report.longest_gap_ns = std::max(report.longest_gap_ns, gap);
    }
    bool const first = report.bars == 0;
    report.bars += b.size();
    report.first_open_ns = first ? b.time.front() : std::min(report.first_open_ns, b.time.front());
    report.last_close_ns = first ? b.close_time.back() : std::max(report.last_close_ns, b.close_time.back());
}

Shape import_report_shape() {
    using namespace shape;
    Shape const quotes = object({{"unpaired", whole("left out: on one side alone", "bars")},
                                 {"crossed", whole("that close with the ask under the bid", "bars")},
                                 {"median_spread_bps", number("at the closes", "bps")},
                                 {"largest_spread_bps", number("at the closes", "bps")}});
    return object({{"file", text()},
                   {"format", text("that the file was read as")},
                   {"rows", whole("read", "rows")},
                   {"bars", whole("imported", "bars")},
                   {"dropped", whole("left out", "rows")},
                   {"first_open", time()},
                   {"last_close", time()},
                   {"used_columns", list(text())},
                   {"ignored_columns", list(text())},
                   {"descending", flag("most rows are older than the one before")},
                   {"malformed", finding("rows that cannot be read")},
                   {"missing_prices", finding("rows without a price")},
                   {"range_violations", finding("rows whose high or low does not bound the bar")},
                   {"nonpositive_prices", finding("rows with a price of 0 or below")},
                   {"out_of_order", finding("rows older than the one before")},
                   {"duplicates", finding("rows with a time seen before")},
                   {"overlaps", finding("bars that open before the last one closed")},
                   {"zero_volume", finding("bars without volume")},
                   {"missing_volume", finding("bars of unknown volume")},
                   {"flat_bars", finding("bars with one price")},
                   {"jumps_over_40_percent", finding("closes that far from the one before")},
                   {"open_is_previous_close", finding("bars that open where the last one closed")},
                   {"gaps", finding("bars behind a gap")},
                   {"missing_bars", whole("whole bar lengths inside the gaps", "bars")},
                   {"longest_gap_seconds", number("", "s")},
                   {"epoch_units", by_name(whole("times", "times"), "of s, ms, us and ns, those that occur")},
                   {"dates_from_utc_midnight", whole("daily stamps at 00:00 UTC, read as dates")},
                   maybe("quotes", quotes)});
}

Json to_json(ImportReport const& r) {
    Json units = Json::object();
    for (std::size_t i = 0; i < r.epoch_units.size(); ++i)
        if (r.epoch_units[i] > 0) units[std::array{"s", "ms", "us", "ns"}[i]] = r.epoch_units[i];
    Json report = {{"file", r.file},
                   {"format", r.format},
                   {"rows", r.rows},
                   {"bars", r.bars},
                   {"dropped", r.dropped},
                   {"first_open", utc_text(r.first_open_ns)},
                   {"last_close", utc_text(r.last_close_ns)},
                   {"used_columns", r.used_columns},
                   {"ignored_columns", r.ignored_columns},
                   {"descending", r.descending},
                   {"malformed", to_json(r.malformed)},
                   {"missing_prices", to_json(r.missing_prices)},
                   {"range_violations", to_json(r.range_violations)},
                   {"nonpositive_prices", to_json(r.nonpositive_prices)},
                   {"out_of_order", to_json(r.out_of_order)},
                   {"duplicates", to_json(r.duplicates)},
                   {"overlaps", to_json(r.overlaps)},
                   {"zero_volume", to_json(r.zero_volume)},
                   {"missing_volume", to_json(r.missing_volume)},
                   {"flat_bars", to_json(r.flat_bars)},
                   {"jumps_over_40_percent", to_json(r.jumps)},
                   {"open_is_previous_close", to_json(r.open_is_previous_close)},
                   {"gaps", to_json(r.gaps)},
                   {"missing_bars", r.missing_bars},
                   {"longest_gap_seconds", r.longest_gap_ns / second_ns},
                   {"epoch_units", std::move(units)},
                   {"dates_from_utc_midnight", r.dates_from_utc_midnight}};
    if (r.quotes)
        report["quotes"] = {{"unpaired", r.quotes->unpaired},
                            {"crossed", r.quotes->crossed},
                            {"median_spread_bps", r.quotes->median_spread_bps},
                            {"largest_spread_bps", r.quotes->largest_spread_bps}};
    return report;
}

}  // namespace basicbot
