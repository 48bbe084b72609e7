#include "engine/ingest/import_report.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(Finding const& finding) {
    Json j = {{"count", finding.count}};
    if (finding.count > 0) j["first_line"] = finding.first_line;
    return j;
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
