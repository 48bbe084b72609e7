// The session of a bar: its day on the clock of the bars' source.

#include "engine/ingest/session.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/bars/extra_series.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/zone.hpp"
#include "engine/observe/error.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

namespace basicbot {
namespace {

std::vector<double> sessions(std::vector<std::int64_t> const& opens, std::string const& timezone) {
    Series bars;
    bars.symbol = "A";
    bars.time = opens;
    bars.attributes.timezone = timezone;
    SeriesColumn const column = session_column(bars);
    EXPECT_EQ(column.name, "session");
    return {column.values.begin(), column.values.end()};
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
