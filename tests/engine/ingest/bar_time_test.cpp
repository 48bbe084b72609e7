// A22: when a bar opens and when it is known, across clock changes and for daily bars.

#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string open_of(CsvImport const& import, std::size_t t) { return utc_text(import.bars.time[t]); }
std::string close_of(CsvImport const& import, std::size_t t) { return utc_text(import.bars.close_time[t]); }

}  // namespace

TEST(BarTime, local_times_follow_both_clock_changes) {
    auto const spring = import_text(bars_at({"2020-03-08 01:00", "2020-03-08 03:00", "2020-03-08 04:00"}),
                                    hourly("America/New_York"));
    EXPECT_EQ(open_of(spring, 0), "2020-03-08T06:00:00Z");
    EXPECT_EQ(open_of(spring, 1), "2020-03-08T07:00:00Z") << "one hour later, though the clock says two";
    auto const autumn =
        import_text(bars_at({"2020-11-01 00:00", "2020-11-01 02:00"}), hourly("America/New_York"));
    EXPECT_EQ(open_of(autumn, 0), "2020-11-01T04:00:00Z");
    EXPECT_EQ(open_of(autumn, 1), "2020-11-01T07:00:00Z") << "three hours later, though the clock says two";
    EXPECT_EQ(autumn.report.missing_bars, 2u);
}

TEST(BarTime, local_times_that_name_no_instant_are_refused_by_line) {
    std::string const missing = bars_at({"2020-03-08 01:00", "2020-03-08 02:30"});
    auto const parts = import_error(missing, hourly("America/New_York"));
    EXPECT_EQ(parts.code, "clock_change");
    EXPECT_EQ(parts.path, "in.csv:3:1");
    EXPECT_EQ(parts.value, "2020-03-08 02:30");
    EXPECT_EQ(parts.suggestion, "choose with --dst earliest or --dst latest");
    CsvImportOptions options = hourly("America/New_York");
    options.on_bad = OnBad::drop;
    EXPECT_EQ(import_error(missing, options).code, "clock_change")
        << "not a bad row: the settings do not fit";
    EXPECT_EQ(import_error(bars_at({"2020-11-01 01:30"}), options).code, "clock_change");
    options.dst = DstChoice::earliest;
    EXPECT_EQ(open_of(import_text(missing, options), 1), "2020-03-08T07:00:00Z");
    EXPECT_EQ(open_of(import_text(bars_at({"2020-11-01 01:30"}), options), 0), "2020-11-01T05:30:00Z");
    options.dst = DstChoice::latest;
    EXPECT_EQ(open_of(import_text(bars_at({"2020-11-01 01:30"}), options), 0), "2020-11-01T06:30:00Z");
}

TEST(BarTime, a_close_stamp_moves_the_bar) {
    CsvImportOptions options = hourly();
    options.stamp = "close";
    auto const import = import_text(bars_at({"2020-01-02T10:00:00Z"}), options);
    EXPECT_EQ(open_of(import, 0), "2020-01-02T09:00:00Z");
    EXPECT_EQ(close_of(import, 0), "2020-01-02T10:00:00Z");
}

TEST(BarTime, A22_daily_bars_close_at_local_midnight_after_the_date) {
    auto const import =
        import_text(bars_at({"2020-03-06", "2020-03-08", "2020-03-09", "2020-11-01"}), daily());
    EXPECT_EQ(open_of(import, 0), "2020-03-06T05:00:00Z");
    EXPECT_EQ(close_of(import, 0), "2020-03-07T05:00:00Z");
    EXPECT_EQ(close_of(import, 1), "2020-03-09T04:00:00Z") << "a day of 23 hours";
    EXPECT_EQ(import.bars.close_time[3] - import.bars.time[3], 25 * hour_ns) << "a day of 25 hours";
    EXPECT_EQ(close_of(import, 1), open_of(import, 2));
}

TEST(BarTime, A22_session_close_is_local) {
    CsvImportOptions options = daily();
    options.session_close = "16:00";
    auto const import = import_text(bars_at({"2020-01-02", "2020-07-01"}), options);
    EXPECT_EQ(close_of(import, 0), "2020-01-02T21:00:00Z");
    EXPECT_EQ(close_of(import, 1), "2020-07-01T20:00:00Z");
}

TEST(BarTime, daily_stamps_at_midnight_are_dates) {
    for (char const* stamp :
         {"2020-01-02T00:00:00Z", "1577923200", "2020-01-02 00:00", "2020-01-02T05:00:00Z", "20200102"}) {
        auto const import = import_text(bars_at({stamp}), daily());
        EXPECT_EQ(open_of(import, 0), "2020-01-02T05:00:00Z") << stamp;
        bool const foreign =
            std::string(stamp) == "2020-01-02T00:00:00Z" || std::string(stamp) == "1577923200";
        EXPECT_EQ(import.report.dates_from_utc_midnight, foreign ? 1u : 0u) << stamp;
    }
    CsvImportOptions close = daily("UTC");
    close.stamp = "close";
    EXPECT_EQ(open_of(import_text(bars_at({"2020-01-03T00:00:00Z"}), close), 0), "2020-01-02T00:00:00Z");
    EXPECT_EQ(open_of(import_text(bars_at({"2020-01-02"}), close), 0), "2020-01-02T00:00:00Z");
}

TEST(BarTime, daily_stamps_with_a_time_of_day_need_the_session_close) {
    auto const parts = import_error(bars_at({"2020-01-02 17:00"}), daily());
    EXPECT_EQ(parts.code, "bad_stamp");
    EXPECT_EQ(parts.path, "in.csv:2:1");
    CsvImportOptions options = daily();
    options.session_close = "17:00";
    auto const fx = import_text(bars_at({"2020-01-02 17:00"}), options);
    EXPECT_EQ(close_of(fx, 0), "2020-01-03T22:00:00Z") << "the session ends on the next day";
    options.session_close = "16:00";
    auto const stocks = import_text(bars_at({"2020-01-02 09:30"}), options);
    EXPECT_EQ(open_of(stocks, 0), "2020-01-02T14:30:00Z");
    EXPECT_EQ(close_of(stocks, 0), "2020-01-02T21:00:00Z");
    options.stamp = "close", options.session_close = "";
    auto const close = import_text(bars_at({"2020-01-02 16:00"}), options);
    EXPECT_EQ(open_of(close, 0), "2020-01-02T05:00:00Z");
    EXPECT_EQ(close_of(close, 0), "2020-01-02T21:00:00Z");
}

TEST(BarTime, a_midnight_that_does_not_exist_is_the_first_instant_of_its_day) {
    // Brazil put the clock forward at midnight.
    auto const import = import_text(bars_at({"2018-11-03", "2018-11-04"}), daily("America/Sao_Paulo"));
    EXPECT_EQ(close_of(import, 0), "2018-11-04T03:00:00Z");
    EXPECT_EQ(open_of(import, 1), "2018-11-04T03:00:00Z");
}

TEST(BarTime, weekly_bars_last_until_the_eighth_midnight) {
    CsvImportOptions options = daily();
    options.timeframe = "1w";
    auto const import = import_text(bars_at({"2020-03-02"}), options);
    EXPECT_EQ(close_of(import, 0), "2020-03-09T04:00:00Z");
}

TEST(BarTime, wrong_options_are_named) {
    auto const code = [](CsvImportOptions const& options) {
        try {
            import_text(bars_at({"2020-01-02"}), options);
        } catch (Error const& error) {
            return error.parts().code + " " + error.parts().path + " " + error.parts().suggestion;
        }
        return std::string();
    };
    CsvImportOptions options;
    EXPECT_EQ(code(options), "missing_option --timezone ");
    options.timezone = "America/New_Yrok";
    EXPECT_EQ(code(options), "missing_option --stamp ");
    options.stamp = "opn";
    EXPECT_EQ(code(options), "bad_option --stamp ");
    options.stamp = "open";
    EXPECT_EQ(code(options), "missing_option --timeframe ");
    options.timeframe = "1x";
    EXPECT_EQ(code(options), "bad_timeframe --timeframe ");
    options.timeframe = "1h";
    EXPECT_NE(code(options).find("did you mean 'America/New_York'"), std::string::npos) << code(options);
    options.timezone = "UTC", options.session_close = "16:00";
    EXPECT_EQ(code(options), "bad_option --session-close ");
}
