#include "engine/ingest/clock_series.hpp"

#include <chrono>
#include <vector>

#include "engine/bars/extra_series.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/zone.hpp"

namespace basicbot {

namespace {

// What a clock says; `within`: ns since local midnight.
using ClockReading = std::int64_t (*)(std::chrono::sys_days day, std::int64_t within);

// In the order of clock_names.
constexpr std::array<ClockReading, clock_names.size()> readings = {
    [](std::chrono::sys_days day, std::int64_t) -> std::int64_t { return day.time_since_epoch().count(); },
    [](std::chrono::sys_days, std::int64_t within) { return within / hour_ns; },
    [](std::chrono::sys_days, std::int64_t within) { return within % hour_ns / minute_ns; },
    [](std::chrono::sys_days day, std::int64_t) -> std::int64_t {
        return unsigned{std::chrono::year_month_day(day).day()};
    },
    [](std::chrono::sys_days day, std::int64_t) -> std::int64_t {
        return std::chrono::weekday(day).iso_encoding();
    },
    [](std::chrono::sys_days day, std::int64_t) -> std::int64_t {
        return unsigned{std::chrono::year_month_day(day).month()};
    }};

}  // namespace

SeriesColumn clock_column(Series const& bars, std::string const& name) {
    ClockReading const reading = readings[static_cast<std::size_t>(clock_number(name))];
    ZoneClock clock(bars.attributes.timezone);
    std::vector<double> values;
    values.reserve(bars.size());
    for (std::int64_t const open : bars.time) {
        std::int64_t const local = clock.to_local(open);
        std::int64_t const day = local / day_ns - (local % day_ns < 0 ? 1 : 0);
        values.push_back(static_cast<double>(
            reading(std::chrono::sys_days(std::chrono::days(day)), local - day * day_ns)));
    }
    return SeriesColumn::of(name, std::move(values));
}

SeriesColumn extra_column(std::string const& store, Series const& bars, std::string const& name) {
    if (clock_number(name) >= 0) return clock_column(bars, name);
    return SeriesColumn::of(name, as_of(load_extra(store, bars.symbol, name), bars.close_time));
}

}  // namespace basicbot
