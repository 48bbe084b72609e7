#include "engine/plan/longer_bars.hpp"

#include <algorithm>
#include <utility>

#include "engine/bars/columns.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/ingest/resample.hpp"

namespace basicbot {

namespace {

// How many of the ascending times are at or before each of the others, which ascend too.
std::vector<std::int64_t> counts_up_to(std::span<std::int64_t const> times,
                                       std::span<std::int64_t const> at) {
    std::vector<std::int64_t> counts;
    counts.reserve(at.size());
    std::size_t count = 0;
    for (std::int64_t const moment : at) {
        while (count < times.size() && times[count] <= moment) ++count;
        counts.push_back(static_cast<std::int64_t>(count));
    }
    return counts;
}

SeriesColumn over_longer(SeriesColumn const& column, Series const& bars, Series const& longer) {
    if (clock_number(column.name) >= 0) return clock_column(longer, column.name);
    std::vector<double> values;
    values.reserve(longer.size());
    for (std::int64_t const count : counts_up_to(bars.close_time, longer.close_time))
        values.push_back(
            column.values[static_cast<std::size_t>(count - 1)]);  // a longer bar has one at least
    return SeriesColumn::of(column.name, std::move(values));
}

}  // namespace

LongerBars longer_bars(Series const& bars, std::string const& timeframe) {
    Resampled made = resample(bars, {.timeframe = timeframe, .session_close = "", .drop_partial = false});
    LongerBars result;
    result.series = make_series(std::move(made.bars), std::move(made.attributes), bars.symbol, timeframe);
    for (SeriesColumn const& column : bars.extra)
        result.series.extra.push_back(over_longer(column, bars, result.series));
    result.closed = counts_up_to(result.series.close_time, bars.close_time);
    return result;
}

void check_longer(Lowered const& plan, std::string const& timeframe) {
    for (LongerPlan const& longer : plan.longer) {
        std::int64_t const from = nominal_ns(timeframe);
        std::string problem = misfit(from, timeframe_ns(longer.timeframe));
        if (problem.empty()) continue;
        fail_at(longer.source, longer.place,
                {.code = "timeframe_suffix",
                 .path = "",
                 .value = "@" + longer.timeframe,
                 .problem = std::move(problem),
                 .allowed = from == 0        ? ""
                            : is_daily(from) ? "whole days or weeks, as in 1w"
                                             : "longer bars that these make up, as 15m, 1h, 4h, 1d, 1w",
                 .suggestion = ""});
    }
}

std::vector<std::int64_t> extra_begins(Series const& series) {
    std::vector<std::int64_t> begins;
    for (SeriesColumn const& column : series.extra) begins.push_back(first_known({&column, 1}));
    return begins;
}

std::vector<LongerBars> longer_bars(Lowered const& plan, Series const& series) {
    std::vector<LongerBars> all;
    for (LongerPlan const& longer : plan.longer) all.push_back(longer_bars(series, longer.timeframe));
    return all;
}

std::vector<std::int64_t> given_begins(Lowered const& plan, Series const& series,
                                       std::vector<LongerBars> const& longer) {
    std::vector<std::int64_t> begins = extra_begins(series);
    std::vector<std::vector<std::int64_t>> over;  // [longer plan][column]
    for (std::size_t i = 0; i < longer.size(); ++i)
        over.push_back(plan.longer[i].begins(extra_begins(longer[i].series)));
    for (LongerColumn const& wanted : plan.longer_columns) {
        std::vector<std::int64_t> const& closed = longer[wanted.plan].closed;
        std::int64_t const first = over[wanted.plan][static_cast<std::size_t>(wanted.column)];
        begins.push_back(std::upper_bound(closed.begin(), closed.end(), first) - closed.begin());
    }
    return begins;
}

}  // namespace basicbot
