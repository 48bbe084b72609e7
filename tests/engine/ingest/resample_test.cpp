// Longer bars out of shorter ones: worked by hand, over clock changes and holes.

#include "engine/ingest/resample.hpp"

#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

// Hourly bars of New York at the stamps, each with open k, high k + 2, low k - 0.5, close k + 1, volume 10.
Series hours(std::initializer_list<char const*> stamps, char const* timezone = "America/New_York") {
    std::string text = "time,open,high,low,close,volume\n";
    int k = 1;
    for (char const* stamp : stamps) {
        text += std::string(stamp) + "," + std::to_string(k) + "," + std::to_string(k + 2) + "," +
                std::to_string(k) + ",";
        text += std::to_string(k + 1) + ",10\n";
        ++k;
    }
    CsvImport import = import_text(text, hourly(timezone));
    return make_series(std::move(import.bars), std::move(import.attributes), "A", "1h");
}

ResampleOptions to(std::string timeframe) {
    ResampleOptions options;
    options.timeframe = std::move(timeframe);
    return options;
}

ErrorKind kind_of(Series const& series, ResampleOptions const& options) {
    try {
        resample(series, options);
    } catch (Error const& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

}  // namespace

TEST(Resample, bars_under_a_day) {
    Series const series =
        hours({"2024-01-02 08:00", "2024-01-02 09:00", "2024-01-02 10:00", "2024-01-02 14:00"});
    Resampled const made = resample(series, to("4h"));
    BarColumns const& b = made.bars;
    ASSERT_EQ(b.size(), 2u);
    EXPECT_EQ(utc_text(b.time[0]), "2024-01-02T13:00:00Z");
    EXPECT_EQ(utc_text(b.close_time[0]), "2024-01-02T17:00:00Z")
        << "the end of the bucket, not its last trade";
    EXPECT_EQ(b.open[0], 1);
    EXPECT_EQ(b.high[0], 5);
    EXPECT_EQ(b.low[0], 1);
    EXPECT_EQ(b.close[0], 4);
    EXPECT_EQ(b.volume[0], 30);
    EXPECT_EQ(utc_text(b.time[1]), "2024-01-02T17:00:00Z");
    EXPECT_EQ(made.incomplete, 2u);
    EXPECT_TRUE(made.last_is_partial);
    EXPECT_EQ(made.attributes.bar_ns, 4 * hour_ns);
    EXPECT_EQ(made.attributes.input_hash, series.data_hash);
    ResampleOptions drop = to("4h");
    drop.drop_partial = true;
    EXPECT_EQ(resample(series, drop).bars.size(), 1u);
}

TEST(Resample, holes_stay_holes) {
    Resampled const made =
        resample(hours({"2024-01-02 00:00", "2024-01-02 01:00", "2024-01-02 23:00"}), to("2h"));
    ASSERT_EQ(made.bars.size(), 2u);
    EXPECT_EQ(made.incomplete, 1u);
    EXPECT_FALSE(made.last_is_partial);
}

TEST(Resample, A22_days_follow_the_local_clock) {
    Series const series =
        hours({"2024-03-09 23:00", "2024-03-10 00:00", "2024-03-10 23:00", "2024-03-11 00:00"});
    BarColumns const b = resample(series, to("1d")).bars;
    ASSERT_EQ(b.size(), 3u);
    EXPECT_EQ(utc_text(b.time[1]), "2024-03-10T05:00:00Z");
    EXPECT_EQ(utc_text(b.close_time[1]), "2024-03-11T04:00:00Z") << "23 hours: the clock was put forward";
    EXPECT_EQ(b.close[1], 4);
    ResampleOptions session = to("1d");
    session.session_close = "16:00";
    BarColumns const s = resample(hours({"2024-03-08 09:00", "2024-03-11 15:00"}), session).bars;
    EXPECT_EQ(utc_text(s.close_time[0]), "2024-03-08T21:00:00Z");
    EXPECT_EQ(utc_text(s.close_time[1]), "2024-03-11T20:00:00Z");
    EXPECT_EQ(error_of([&] { resample(series, session); }).code, "after_session");
}

TEST(Resample, a_day_of_23_hours_ends_its_last_bucket_early) {
    Series const series = hours({"2024-03-10 00:00", "2024-03-10 23:00", "2024-03-11 00:00"});
    BarColumns const b = resample(series, to("4h")).bars;
    ASSERT_EQ(b.size(), 3u);
    EXPECT_EQ(utc_text(b.time[1]), "2024-03-11T01:00:00Z");
    EXPECT_EQ(utc_text(b.close_time[1]), "2024-03-11T04:00:00Z");
    EXPECT_EQ(utc_text(b.time[2]), "2024-03-11T04:00:00Z");
}

TEST(Resample, weeks_begin_on_monday) {
    CsvImport days = import_text(
        "date,open,high,low,close,volume\n2024-03-07,1,2,1,2,1\n2024-03-08,2,3,2,3,1\n2024-03-11,3,4,3,4,1\n"
        "2024-03-15,4,5,4,5,1\n",
        daily("UTC"));
    days.bars.split_time = {days.bars.time[2]}, days.bars.split_factor = {2};
    Series const series = make_series(days.bars, days.attributes, "A", "1d");
    Resampled const made = resample(series, to("1w"));
    ASSERT_EQ(made.bars.size(), 2u);
    EXPECT_EQ(utc_text(made.bars.time[0]), "2024-03-04T00:00:00Z");
    EXPECT_EQ(utc_text(made.bars.close_time[0]), "2024-03-11T00:00:00Z");
    EXPECT_EQ(made.bars.close[1], 5);
    EXPECT_EQ(made.bars.split_factor, std::vector<double>{2});
    EXPECT_EQ(made.incomplete, 0u);
}

TEST(Resample, lengths_that_do_not_fit_are_refused) {
    Series const series = hours({"2024-01-02 08:00", "2024-01-02 09:00"});
    for (char const* bad : {"30m", "1h", "90m", "5h"})
        EXPECT_EQ(kind_of(series, to(bad)), ErrorKind::usage) << bad;
    ResampleOptions session = to("4h");
    session.session_close = "16:00";
    EXPECT_EQ(kind_of(series, session), ErrorKind::usage);
    Series const half_past = hours({"2024-01-02 09:30", "2024-01-02 11:30"}, "UTC");
    EXPECT_EQ(error_of([&] { resample(half_past, to("2h")); }).code, "bar_crosses");
}
