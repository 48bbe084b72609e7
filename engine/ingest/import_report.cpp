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

void observe_bars(BarColumns const& b, std::int64_t bar_ns, std::vector<std::uint64_t> const& line,
                  ImportReport& report) {
    std::int64_t const allowed_gap = is_daily(bar_ns) ? 4 * day_ns : 0;
    for (std::size_t t = 0; t < b.size(); ++t) {
        if (b.volume[t] == 0) report.zero_volume.note(line[t]);
        if (std::isnan(b.volume[t])) report.missing_volume.note(line[t]);
        if (b.open[t] == b.high[t] && b.high[t] == b.low[t] && b.low[t] == b.close[t])
            report.flat_bars.note(line[t]);
        if (t == 0) continue;
        if (std::fabs(b.close[t] - b.close[t - 1]) > 0.4 * std::fabs(b.close[t - 1]))
            report.jumps.note(line[t]);
        if (b.open[t] == b.close[t - 1]) report.open_is_previous_close.note(line[t]);
        std::int64_t const gap = b.time[t] - b.close_time[t - 1];
        if (gap <= allowed_gap) continue;
        report.gaps.note(line[t]);
        report.missing_bars += static_cast<std::uint64_t>(gap / bar_ns);
        report.longest_gap_ns = std::max(report.longest_gap_ns, gap);
    }
    report.bars = b.size();
    report.first_open_ns = b.time.front();
    report.last_close_ns = b.close_time.back();
}

Json to_json(ImportReport const& r) {
    return {{"file", r.file},
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
            {"dates_from_utc_midnight", r.dates_from_utc_midnight}};
}

}  // namespace basicbot
