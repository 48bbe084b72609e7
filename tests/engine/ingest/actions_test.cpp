// Splits and dividends: what tables are read, which do not fit the prices, and adjusted prices worked by
// hand.

#include "engine/ingest/actions.hpp"

#include <cmath>

#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/support/places.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

struct Actions : testing::Test {
    ActionTable splits(std::string const& text) {
        write_bytes(folder / "in.csv", text);
        return read_splits(folder / "in.csv", zone);
    }
    ActionTable dividends(std::string const& text) {
        write_bytes(folder / "in.csv", text);
        return read_dividends(folder / "in.csv", zone);
    }
    TempFolder folder;
    ZoneClock zone{"America/New_York"};
};

Series series_of(std::string const& rows) {
    CsvImport import = import_text("date,open,high,low,close,volume\n" + rows, daily());
    return make_series(std::move(import.bars), std::move(import.attributes), "A", "1d");
}

// A split of 4:1 on the 12th, dividends of 1 on the 8th and of 0.5 on the 13th.
std::string const four_days =
    "2024-03-07,100,104,96,100,10\n2024-03-08,100,100,80,80,10\n2024-03-12,20,24,20,24,40\n"
    "2024-03-13,24,24,20,20,40\n";

}  // namespace

TEST_F(Actions, factors_and_dates_in_every_form) {
    ActionTable const table =
        splits("Date,Stock Splits\n2020-08-31,4:1\n2014-06-09,7/1\n2005-02-28,2\n2003-01-01,0\n");
    ASSERT_EQ(table.time.size(), 3u);
    EXPECT_EQ(utc_text(table.time[0]), "2005-02-28T05:00:00Z") << "local midnight of the ex-date";
    EXPECT_EQ(table.value, (std::vector<double>{2, 7, 4}));
    EXPECT_EQ(splits("date;ratio\n2020-08-31;1:10\n").value, std::vector<double>{0.1});
    std::string const history =
        "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n"
        "2020-08-07 00:00:00-04:00,1,2,1,2,5,0.82,0.0\n2020-08-31 00:00:00-04:00,1,2,1,2,5,0.0,4.0\n";
    EXPECT_EQ(splits(history).value, std::vector<double>{4});
    EXPECT_EQ(utc_text(dividends(history).time.at(0)), "2020-08-07T04:00:00Z");
    EXPECT_EQ(dividends("date,amount\n2024-03-08,1\n2024-03-08,0.5\n").value, std::vector<double>{1.5});
}

TEST_F(Actions, bad_tables_are_refused_by_line) {
    for (std::string const bad : {"2020-08-31,four\n", "2020-08-31,4:0\n", "2020-08-31,-4\n", "soon,4\n",
                                  "2020-08-31\n", "2020-01-01,2\n2020-01-01,2\n", "2020-08-31,inf\n"}) {
        ErrorParts const parts = error_of([&] { splits("date,splits\n" + bad); });
        EXPECT_EQ(parts.code, "bad_row") << bad;
        EXPECT_NE(parts.path.find("in.csv:"), std::string::npos) << parts.path;
    }
    EXPECT_EQ(error_of([&] { splits("date,dividends\n2020-08-31,4\n"); }).code, "missing_column");
    EXPECT_EQ(error_of([&] { splits("<html>"); }).code, "not_csv");
}

TEST_F(Actions, A23_splits_must_be_in_the_prices) {
    Series const series = series_of(four_days);
    ActionTable const split = splits("date,splits\n2024-03-12,4\n");
    EXPECT_EQ(with_actions(series, split, {}).split_factor, std::vector<double>{4});
    EXPECT_DOUBLE_EQ(price_ratio(series, split.time[0]), 4);
    EXPECT_EQ(error_of([&] { with_actions(series, splits("date,splits\n2024-03-12,1:4\n"), {}); }).code,
              "split_not_in_prices");
    EXPECT_EQ(error_of([&] { with_actions(series, splits("date,splits\n2024-03-13,4\n"), {}); }).code,
              "split_not_in_prices");
    for (char const* factor : {"2", "3", "5", "8"})  // 4 is what the prices show
        EXPECT_EQ(error_of([&] {
                      with_actions(series, splits(std::string("date,splits\n2024-03-12,") + factor + "\n"),
                                   {});
                  }).code,
                  "split_not_in_prices")
            << factor;
    EXPECT_EQ(with_actions(series, splits("date,splits\n2030-01-01,4\n1990-01-01,2\n"), {}).split_time.size(),
              2u);
    EXPECT_TRUE(std::isnan(price_ratio(series, 0)));
    EXPECT_EQ(error_of([&] { with_actions(series, {}, dividends("date,cash\n2024-03-13,24\n")); }).code,
              "bad_dividend");
    Series other = series;
    other.attributes.adjustments = "adjusted for splits";
    EXPECT_EQ(error_of([&] { with_actions(other, split, {}); }).code, "adjusted_prices");
}

TEST_F(Actions, adjusted_prices_are_those_of_todays_shares) {
    Series const raw = series_of(four_days);
    BarColumns bars = with_actions(raw, splits("date,splits\n2024-03-12,4\n2030-01-01,3\n"),
                                   dividends("date,cash\n2024-03-08,1\n2024-03-13,0.5\n2030-01-01,9\n"));
    Series const series = make_series(bars, raw.attributes, "A", "1d");
    BarColumns const by_splits = adjusted(series, Adjustment::splits);
    EXPECT_EQ(by_splits.close, (std::vector<double>{25, 20, 24, 20}));
    EXPECT_EQ(by_splits.volume, (std::vector<double>{40, 40, 40, 40}));
    EXPECT_EQ(by_splits.dividend_cash, (std::vector<double>{0.25, 0.5, 9}));
    EXPECT_TRUE(by_splits.split_time.empty());
    BarColumns const by_both = adjusted(series, Adjustment::splits_and_dividends);
    double const second = 1 - 0.5 / 24, first = second * (1 - 1.0 / 100);
    EXPECT_DOUBLE_EQ(by_both.close[0], 25 * first);
    EXPECT_DOUBLE_EQ(by_both.close[1], 20 * second);
    EXPECT_DOUBLE_EQ(by_both.close[2], 24 * second);
    EXPECT_EQ(by_both.close[3], 20);
    EXPECT_TRUE(by_both.dividend_time.empty());
    validate(by_both, "adjusted");
}

TEST_F(Actions, real_splits_of_raw_bars_fit_and_leave_no_jump) {
    auto const path = shared_folder() / "data/eq_aapl_1d_lean_raw.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "the shared real bars are not here";
    CsvImport import = import_csv(path.string(), daily());
    EXPECT_GE(import.report.jumps.count, 4u);
    Series const raw = make_series(import.bars, import.attributes, "AAPL", "1d");
    ActionTable const table =
        splits("date,splits\n2000-06-21,2:1\n2005-02-28,2:1\n2014-06-09,7:1\n2020-08-31,4:1\n");
    Series const series = make_series(with_actions(raw, table, {}), import.attributes, "AAPL", "1d");
    BarColumns const bars = adjusted(series, Adjustment::splits);
    std::size_t jumps = 0;
    for (std::size_t t = 1; t < bars.size(); ++t)
        jumps += std::fabs(bars.close[t] / bars.close[t - 1] - 1) > 0.4;
    EXPECT_EQ(jumps, 1u) << "2000-09-29, a warning, is real";
    EXPECT_DOUBLE_EQ(bars.close[0], 16.25 / 112);
}
