// Several files and several symbols into one store.

#include "engine/ingest/import_files.hpp"

#include "engine/bars/store.hpp"
#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string day(int d, char const* close = "2") {
    return "2024-03-" + std::string(d < 10 ? "0" : "") + std::to_string(d) + ",1,3,1," + close + ",5\n";
}
std::string const dated_head = "date,open,high,low,close,volume\n";

struct ImportFiles : testing::Test {
    ImportRequest request(std::vector<std::string> const& names, WriteMode mode = WriteMode::create) {
        ImportRequest r;
        for (std::string const& name : names) r.files.push_back(folder / name);
        r.store = folder / "store";
        r.options = daily();
        r.mode = mode;
        return r;
    }
    TempFolder folder;
};

}  // namespace

TEST_F(ImportFiles, are_named_by_their_files) {
    write_bytes(folder / "AAPL.csv", dated_head + day(4) + day(5));
    write_bytes(folder / "brk-b.us.csv", dated_head + day(4));
    ImportResult const result = import_files(request({"brk-b.us.csv", "AAPL.csv"}));
    ASSERT_EQ(result.series.size(), 2u);
    EXPECT_EQ(result.series[0].entry.symbol, "AAPL");
    EXPECT_EQ(result.series[0].new_bars, 2u);
    EXPECT_EQ(result.series[1].entry.symbol, "brk-b");
    EXPECT_EQ(symbol_in_name("x/BTCUSDT-1m-2024-01.zip", "binance"), "BTCUSDT");
    EXPECT_EQ(error_of([] { symbol_in_name("x/20131007_trade.zip", "lean"); }).code, "no_symbol");
}

TEST_F(ImportFiles, of_one_symbol_are_joined_in_the_order_of_their_bars) {
    write_bytes(folder / "b.csv", dated_head + day(5) + day(6) + day(7));
    write_bytes(folder / "a.csv", dated_head + day(3) + day(4) + day(5));
    ImportRequest r = request({"b.csv", "a.csv"});
    r.symbol = "X";
    ImportResult const result = import_files(r);
    ASSERT_EQ(result.series.size(), 1u);
    EXPECT_EQ(result.series[0].entry.bars, 5u) << "the common day once";
    write_bytes(folder / "c.csv", dated_head + day(5, "1.5"));
    r.files = {folder / "a.csv", folder / "c.csv"};
    r.mode = WriteMode::replace;
    ImportResult const differing = import_files(r);
    ASSERT_EQ(differing.refused.size(), 1u);
    EXPECT_EQ(differing.refused[0].error.parts().code, "bars_differ");
    EXPECT_EQ(Store::open(folder / "store").load("X", "1d").size(), 5u) << "the old series stands";
}

TEST_F(ImportFiles, a_column_of_symbols_makes_a_series_each) {
    write_bytes(folder / "first.csv", "symbol," + dated_head + "A," + day(4) + "B," + day(4) + "A," + day(5));
    write_bytes(folder / "night.csv", "symbol," + dated_head + "A," + day(6) + "B," + day(6) + "C," + day(6));
    import_files(request({"first.csv"}));
    ImportResult const night = import_files(request({"night.csv"}, WriteMode::append));
    ASSERT_EQ(night.series.size(), 3u);
    EXPECT_EQ(night.series[0].entry.bars, 3u);
    EXPECT_EQ(night.series[0].new_bars, 1u);
    EXPECT_EQ(night.series[1].entry.bars, 2u);
    EXPECT_EQ(night.series[2].entry.bars, 1u);
    EXPECT_EQ(night.reports[0].bars, 3u);
    EXPECT_EQ(error_of([&] { import_csv(folder / "night.csv", daily()); }).code, "several_symbols");
    ImportRequest one = request({"night.csv"}, WriteMode::replace);
    one.symbol = "C";
    EXPECT_EQ(import_files(one).series.size(), 1u);
    one.symbol = "D";
    ErrorParts const parts = error_of([&] { import_files(one); });
    EXPECT_EQ(parts.code, "unknown_symbol");
    EXPECT_EQ(parts.allowed, "A, B, C");
}

TEST_F(ImportFiles, a_bad_file_does_not_stop_the_others) {
    write_bytes(folder / "A.csv", dated_head + day(4));
    write_bytes(folder / "B.csv", "<html>busy</html>");
    write_bytes(folder / "C.csv", dated_head + day(5) + day(4));
    write_bytes(folder / "D.csv", dated_head + day(4));
    ImportResult const result = import_files(request({"A.csv", "B.csv", "C.csv", "D.csv", "none.csv"}));
    EXPECT_EQ(result.series.size(), 2u);
    ASSERT_EQ(result.refused.size(), 3u);
    EXPECT_EQ(result.refused[0].error.parts().code, "not_csv");
    EXPECT_EQ(result.refused[1].error.parts().code, "bad_row");
    EXPECT_EQ(result.refused[2].error.parts().code, "io_failed");
    EXPECT_EQ(Store::open(folder / "store").list().size(), 2u);
    // Alone, it throws and leaves no store behind.
    ImportRequest alone = request({"B.csv"});
    alone.store = folder / "other";
    EXPECT_EQ(error_of([&] { import_files(alone); }).code, "not_csv");
    EXPECT_FALSE(std::filesystem::exists(folder / "other"));
}

TEST_F(ImportFiles, existing_series_are_refused_and_the_others_written) {
    write_bytes(folder / "A.csv", dated_head + day(4));
    write_bytes(folder / "B.csv", dated_head + day(4));
    import_files(request({"A.csv"}));
    ImportResult const both = import_files(request({"A.csv", "B.csv"}));
    ASSERT_EQ(both.refused.size(), 1u);
    EXPECT_EQ(both.refused[0].what, "A 1d");
    EXPECT_EQ(both.refused[0].error.parts().code, "series_exists");
    ASSERT_EQ(both.series.size(), 1u);
    EXPECT_EQ(both.series[0].entry.symbol, "B");
    EXPECT_TRUE(Store::open(folder / "store").verify().ok());
}
