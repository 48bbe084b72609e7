// What differs between two series is found and counted.

#include "engine/bars/series_diff.hpp"

#include <limits>

#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

Series series(BarColumns bars, SeriesAttributes attributes = some_attributes()) {
    return make_series(std::move(bars), std::move(attributes), "A", "1h");
}

}  // namespace

TEST(SeriesDiff, equal_series_may_come_from_other_files) {
    BarColumns bars = some_bars(20);
    bars.volume[3] = std::numeric_limits<double>::quiet_NaN();
    SeriesAttributes other = some_attributes();
    other.source = "elsewhere", other.input_hash = "1";
    SeriesDiff const diff = diff_series(series(bars), series(bars, other));
    EXPECT_TRUE(diff.equal());
    EXPECT_EQ(diff.common, 20u);
    EXPECT_EQ(diff.provenance, (std::vector<std::string>{"source", "input_hash"}));
}

TEST(SeriesDiff, counts_bars_columns_and_says_the_first) {
    BarColumns const whole = some_bars(20);
    BarColumns first = whole, second = some_bars(25);
    first.time.erase(first.time.begin() + 4), first.close_time.erase(first.close_time.begin() + 4);
    for (auto* column : {&first.open, &first.high, &first.low, &first.close, &first.volume})
        column->erase(column->begin() + 4);
    second.high[9] *= 1.5, second.high[11] *= 1.25;
    second.volume[9] = std::numeric_limits<double>::quiet_NaN();
    SeriesDiff const diff = diff_series(series(first), series(second));
    EXPECT_FALSE(diff.equal());
    EXPECT_EQ(diff.common, 19u);
    EXPECT_EQ(diff.only_first, 0u);
    EXPECT_EQ(diff.only_second, 6u);
    EXPECT_EQ(diff.differing, 2u);
    EXPECT_EQ(diff.first_time, whole.time[4]);
    EXPECT_EQ(diff.columns[3].bars, 2u);
    EXPECT_DOUBLE_EQ(diff.columns[3].largest, 0.5);
    EXPECT_EQ(diff.columns[6].bars, 1u);
    EXPECT_EQ(diff.columns[2].bars, 0u);
    EXPECT_EQ(diff_series(series(second), series(first)).only_first, 6u);
}

TEST(SeriesDiff, meaning_and_actions_count) {
    BarColumns bars = some_bars(5);
    SeriesAttributes other = some_attributes();
    other.currency = "EUR", other.adjustments = "adjusted";
    EXPECT_EQ(diff_series(series(bars), series(bars, other)).meaning,
              (std::vector<std::string>{"currency", "adjustments"}));
    BarColumns split = bars;
    split.split_time = {bars.time[2]}, split.split_factor = {2};
    SeriesDiff const diff = diff_series(series(bars), series(split));
    EXPECT_TRUE(diff.actions);
    EXPECT_FALSE(diff.equal());
}
