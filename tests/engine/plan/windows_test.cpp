// The range of bars that a study measures, and what a range without bars is told.

#include "engine/plan/windows.hpp"

#include <gtest/gtest.h>

#include "engine/observe/error.hpp"

namespace basicbot {
namespace {

constexpr std::int64_t day = 86'400'000'000'000;

// Bars on days 10, 11, 12, 20 and 21 of 1970.
struct Bars {
    std::vector<std::int64_t> time = {9 * day, 10 * day, 11 * day, 19 * day, 20 * day};
    Series series;
    Bars() {
        series.symbol = "GOOG";
        series.timeframe = "1d";
        series.time = time;
    }
};

using Time = std::optional<std::int64_t>;

ErrorParts refused(Time from, Time to) {
    Bars const bars;
    DataSpec data;
    data.from = from;
    data.to = to;
    try {
        measured_range(bars.series, data, 0);
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data);
        return error.parts();
    }
    return {};
}

TEST(Rules, A8_the_range_holds_from_and_leaves_out_to) {
    Bars const bars;
    DataSpec data;
    data.from = 10 * day;
    data.to = 20 * day;
    window const w = measured_range(bars.series, data, 0);
    EXPECT_EQ(w.begin, 1);
    EXPECT_EQ(w.end, 4);
    EXPECT_EQ(measured_range(bars.series, {}, 0).end, 5);
}

TEST(Windows, a_range_without_bars_names_the_field_and_what_the_series_has) {
    struct Case {
        Time from, to;
        char const *path, *value;
    };
    for (Case const& c :
         {Case{21 * day, {}, "data.from", "1970-01-22T00:00:00Z to the last bar"},
          Case{{}, 9 * day, "data.to", "the first bar to 1970-01-10T00:00:00Z"},
          Case{1 * day, 2 * day, "data.to", "1970-01-02T00:00:00Z to 1970-01-03T00:00:00Z"},
          Case{12 * day, 19 * day, "data.from", "1970-01-13T00:00:00Z to 1970-01-20T00:00:00Z"}}) {
        ErrorParts const parts = refused(c.from, c.to);
        EXPECT_EQ(parts.code, "empty_range");
        EXPECT_EQ(parts.path, c.path);
        EXPECT_EQ(parts.value, c.value);
        EXPECT_EQ(parts.problem, "no bars of GOOG 1d between data.from and data.to");
        EXPECT_EQ(parts.allowed, "open times from 1970-01-10T00:00:00Z to 1970-01-21T00:00:00Z");
        EXPECT_FALSE(parts.suggestion.empty());
    }
}

}  // namespace
}  // namespace basicbot
