// What the clock of the bars' source says when they open.

#include "engine/ingest/clock_series.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/bars/extra_series.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/zone.hpp"
#include "engine/observe/error.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

namespace basicbot {
namespace {

std::vector<double> read(std::string const& name, std::vector<std::int64_t> const& opens,
                         std::string const& timezone) {
    Series bars;
    bars.symbol = "A";
    bars.time = opens;
    bars.attributes.timezone = timezone;
    SeriesColumn const column = clock_column(bars, name);
    EXPECT_EQ(column.name, name);
    return {column.values.begin(), column.values.end()};
}

std::vector<double> sessions(std::vector<std::int64_t> const& opens, std::string const& timezone) {
    return read("session", opens, timezone);
}

TEST(Session, is_the_day_of_the_source) {
    // 2024-03-10 06:30 to 09:30 UTC: in New York 01:30 and 03:30 to 05:30, the clock is put forward between.
    std::int64_t const sunday = 19792, half = hour_ns / 2;
    std::vector<std::int64_t> opens;
    for (std::int64_t h = -4; h < 30; ++h) opens.push_back(sunday * day_ns + h * hour_ns + half);
    std::vector<double> utc, york;
    for (std::int64_t h = -4; h < 30; ++h) {
        utc.push_back(static_cast<double>(sunday + (h < 0 ? -1 : h < 24 ? 0 : 1)));
        york.push_back(static_cast<double>(sunday + (h < 5 ? -1 : h < 28 ? 0 : 1)));  // 23 hours
    }
    EXPECT_EQ(sessions(opens, "UTC"), utc);
    EXPECT_EQ(sessions(opens, "America/New_York"), york);
}

TEST(Session, counts_back_before_1970) {
    EXPECT_EQ(sessions({-day_ns - 1, -day_ns, -1, 0}, "UTC"), (std::vector<double>{-2, -1, -1, 0}));
}

TEST(Session, needs_a_zone_that_there_is) {
    try {
        sessions({0}, "Europe/Berlim");
        ADD_FAILURE() << "not refused";
    } catch (Error const& e) {
        EXPECT_EQ(e.parts().code, "unknown_timezone");
    }
}

// 2024-02-29 23:59:30 and 2024-03-01 00:00 UTC (a Thursday and a Friday), 1969-12-31 23:00 UTC (a Wednesday).
TEST(ClockSeries, is_what_a_clock_and_a_calendar_say) {
    std::int64_t const leap = 19782 * day_ns;
    std::vector<std::int64_t> const opens = {leap + day_ns - minute_ns / 2, leap + day_ns, -hour_ns};
    using Numbers = std::vector<double>;
    EXPECT_EQ(read("hour", opens, "UTC"), (Numbers{23, 0, 23}));
    EXPECT_EQ(read("minute", opens, "UTC"), (Numbers{59, 0, 0}));
    EXPECT_EQ(read("day", opens, "UTC"), (Numbers{29, 1, 31}));
    EXPECT_EQ(read("weekday", opens, "UTC"), (Numbers{4, 5, 3}));
    EXPECT_EQ(read("month", opens, "UTC"), (Numbers{2, 3, 12}));
    // India's clock is five and a half hours ahead.
    EXPECT_EQ(read("hour", opens, "Asia/Kolkata"), (Numbers{5, 5, 4}));
    EXPECT_EQ(read("minute", opens, "Asia/Kolkata"), (Numbers{29, 30, 30}));
    EXPECT_EQ(read("day", opens, "Asia/Kolkata"), (Numbers{1, 1, 1}));
    EXPECT_EQ(read("weekday", opens, "Asia/Kolkata"), (Numbers{5, 5, 4}));
    EXPECT_EQ(read("month", opens, "Asia/Kolkata"), (Numbers{3, 3, 1}));
}

TEST(Session, stands_beside_what_is_stored) {
    Series bars;
    bars.symbol = "A";
    std::vector<std::int64_t> const times = {0, day_ns};
    bars.time = bars.close_time = times;
    bars.attributes.timezone = "UTC";
    EXPECT_EQ(extra_column("nowhere", bars, "session").values[1], 1.0);
    EXPECT_THROW(extra_column("nowhere", bars, "mood"), Error);
}

}  // namespace
}  // namespace basicbot
