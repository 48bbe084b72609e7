// Names of bar lengths.

#include "engine/bars/timeframe.hpp"

#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(Timeframe, names_and_lengths) {
    EXPECT_EQ(timeframe_ns("15s"), 15 * second_ns);
    EXPECT_EQ(timeframe_ns("5m"), 5 * minute_ns);
    EXPECT_EQ(timeframe_ns("1h"), hour_ns);
    EXPECT_EQ(timeframe_ns("1d"), day_ns);
    EXPECT_EQ(timeframe_ns("2w"), 14 * day_ns);
    for (char const* name : {"1s", "90m", "4h", "3d", "1w"})
        EXPECT_EQ(timeframe_name(timeframe_ns(name)), name);
    EXPECT_EQ(timeframe_name(60 * minute_ns), "1h");
    EXPECT_TRUE(is_daily(timeframe_ns("1w")));
    EXPECT_FALSE(is_daily(timeframe_ns("36h")));
}

TEST(Timeframe, derived_bars_have_none) {
    EXPECT_EQ(nominal_ns("renko2.5_1m"), 0);
    EXPECT_EQ(nominal_ns("5m"), 5 * minute_ns);
    for (char const* name : {"renko2.5_1m", "heikin_ashi_1d"})
        EXPECT_EQ(error_of([&] { timeframe_ns(name); }).code, "bad_timeframe") << name;
    EXPECT_EQ(error_of([&] { nominal_ns("renko_1m"); }).code, "bad_timeframe");
}

TEST(Timeframe, anything_else_is_refused) {
    for (char const* name : {"", "d", "1", "1D", "1M", "0d", "-1d", "+1d", "01d", "1.5h", "1 d", "1dd",
                             "99999999999999999999s", "10001m"})
        EXPECT_EQ(error_of([&] { timeframe_ns(name); }).code, "bad_timeframe") << name;
}
