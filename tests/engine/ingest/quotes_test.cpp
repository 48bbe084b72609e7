// Bids and asks as one series of means.

#include "engine/ingest/quotes.hpp"

#include <nlohmann/json.hpp>

#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/support/places.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string const quote_head = "time,open,high,low,close,volume\n";
std::string bar(int hour, std::string const& rest) {
    return "2024-01-02 0" + std::to_string(hour) + ":00," + rest + "\n";
}

struct Quotes : testing::Test {
    CsvFile pair(std::string const& bid, std::string const& ask, OnBad on_bad = OnBad::reject) {
        write_bytes(folder / "bid.csv", quote_head + bid);
        write_bytes(folder / "ask.csv", quote_head + ask);
        CsvImportOptions options = hourly();
        options.on_bad = on_bad;
        return import_quotes(folder / "bid.csv", folder / "ask.csv", options);
    }
    TempFolder folder;
};

}  // namespace

TEST_F(Quotes, are_means_of_both_sides) {
    CsvFile const file = pair(bar(1, "99,101,97,99,7") + bar(2, "100,101,99,100,8"),
                              bar(1, "101,103,99,101,1") + bar(2, "102,105,101,104,1"));
    BarColumns const& b = file.series[0].bars;
    ASSERT_EQ(b.size(), 2u);
    EXPECT_EQ(b.open[0], 100);
    EXPECT_EQ(b.high[0], 102);
    EXPECT_EQ(b.low[0], 98);
    EXPECT_EQ(b.close[0], 100);
    EXPECT_EQ(b.volume[0], 7);
    EXPECT_EQ(file.timeframe, "1h");
    EXPECT_DOUBLE_EQ(file.report.quotes->largest_spread_bps, 4.0 / 102 * 1e4);
    EXPECT_EQ(to_json(file.report)["quotes"]["crossed"], 0);
}

TEST_F(Quotes, one_sided_and_crossed_bars_are_decided_by_on_bad) {
    std::string const bid = bar(1, "9,9,9,9,1") + bar(2, "9,9,9,9,1") + bar(3, "9,9,9,9,1"),
                      ask = bar(2, "10,10,10,10,1") + bar(3, "8,8,8,8,1") + bar(4, "10,10,10,10,1");
    EXPECT_EQ(error_of([&] { pair(bid, ask); }).value, "2024-01-02T01:00:00Z");
    EXPECT_NE(error_of([&] { pair(bar(3, "9,9,9,9,1"), bar(3, "8,8,8,8,1")); }).problem.find("under the bid"),
              std::string::npos);
    CsvFile const dropped = pair(bid, ask, OnBad::drop);
    EXPECT_EQ(dropped.series[0].bars.size(), 1u);
    EXPECT_EQ(dropped.report.quotes->unpaired, 2u);
    EXPECT_EQ(dropped.report.quotes->crossed, 1u);
    EXPECT_EQ(pair(bid, ask, OnBad::keep).series[0].bars.size(), 2u);
    EXPECT_EQ(error_of([&] { pair(bar(1, "9,9,9,9,1"), bar(2, "9,9,9,9,1"), OnBad::drop); }).code, "no_bars");
}

TEST_F(Quotes, of_one_file_with_both_sides) {
    write_bytes(folder / "eurusd.csv",
                "time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close\n"
                "2024-01-02 01:00,1.0,1.5,1.0,1.25,1.5,2.0,1.5,1.75\n");
    CsvFile const file = import_quotes(folder / "eurusd.csv", "", hourly());
    EXPECT_EQ(file.series[0].bars.close[0], 1.5);
    EXPECT_EQ(file.series[0].bars.high[0], 1.75);
}

TEST_F(Quotes, real_bids_and_asks_pair_up) {
    auto const data = shared_folder() / "data";
    if (!std::filesystem::exists(data)) GTEST_SKIP() << "the shared real bars are not here";
    CsvImportOptions options = hourly();
    options.on_bad = OnBad::drop;
    CsvFile const file = import_quotes((data / "fx_eurusd_1h_lean_oanda_bid.csv").string(),
                                       (data / "fx_eurusd_1h_lean_oanda_ask.csv").string(), options);
    EXPECT_GT(file.series[0].bars.size(), 74'000u);
    EXPECT_GT(file.report.quotes->median_spread_bps, 0.1);
    EXPECT_LT(file.report.quotes->median_spread_bps, 5);
}
