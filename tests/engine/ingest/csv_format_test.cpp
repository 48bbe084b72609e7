// Files of known sources: what is recognised, and what of it need not be stated.

#include "engine/ingest/csv_format.hpp"

#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/engine/ingest/packed_files.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string const binance_ms =
    "1735689480000,10.1,12,9,11,5,1735689539999,55,7,1,11,0\n"
    "1735689540000,11,12,9,10,6,1735689599999,55,7,1,11,0\n";
std::string const binance_us = "1735689600000000,10,12,9,11,7,1735689659999999,55,7,1,11,0\n";
std::string const binance_header =
    "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_"
    "volume,"
    "ignore\n";

CsvImportOptions nothing_stated() { return {}; }

// A file of this name in a folder of its own.
CsvImport import_named(std::string const& name, std::string const& text, CsvImportOptions const& options) {
    TempFolder folder;
    write_bytes(folder / name, text);
    return import_csv(folder / name, options);
}

}  // namespace

TEST(CsvFormat, binance_needs_nothing_stated) {
    CsvFile const file = [] {
        TempFolder folder;
        write_zip(folder / "BTCUSDT-1m-2025-01.zip", {{"BTCUSDT-1m-2025-01.csv", binance_ms + binance_us}});
        return import_csv_file(folder / "BTCUSDT-1m-2025-01.zip", nothing_stated());
    }();
    EXPECT_EQ(file.timeframe, "1m");
    EXPECT_EQ(file.attributes.timezone, "UTC");
    EXPECT_EQ(file.report.format, "binance");
    ASSERT_EQ(file.series.size(), 1u);
    BarColumns const& bars = file.series[0].bars;
    ASSERT_EQ(bars.size(), 3u);
    EXPECT_EQ(utc_text(bars.time[1]), "2024-12-31T23:59:00Z");
    EXPECT_EQ(utc_text(bars.time[2]), "2025-01-01T00:00:00Z") << "microseconds from 2025 on";
    EXPECT_EQ(bars.open[0], 10.1);
    EXPECT_EQ(bars.volume[2], 7);
    EXPECT_EQ(file.report.epoch_units, (std::array<std::uint64_t, 4>{0, 2, 1, 0}));
    EXPECT_EQ(file.report.gaps.count, 0u);
}

TEST(CsvFormat, binance_with_a_header_and_other_lengths) {
    EXPECT_EQ(import_text(binance_header + binance_ms, nothing_stated()).report.format, "binance");
    CsvImportOptions wrong;
    wrong.timeframe = "1h";
    ErrorParts const parts = import_error(binance_ms, wrong);
    EXPECT_EQ(parts.code, "wrong_timeframe");
    EXPECT_NE(parts.suggestion.find("1m"), std::string::npos);
    wrong.timeframe = "1m", wrong.format = "yahoo";
    EXPECT_EQ(import_error(binance_ms, wrong).code, "not_this_format");
    wrong.format = "csv";
    EXPECT_THROW(import_text(binance_ms, wrong), Error) << "a plain CSV file says no time zone";
}

TEST(CsvFormat, yahoo_is_adjusted_for_splits) {
    std::string const rows = "2024-03-08,10,12,9,11,10.5,100\n2024-03-11,11,12,9,10,9.5,100\n";
    CsvImportOptions options;
    options.timezone = "America/New_York", options.timeframe = "1d";
    CsvImport const page = import_text("Date,Open,High,Low,Close,Adj Close,Volume\n" + rows, options);
    EXPECT_EQ(page.report.format, "yahoo");
    EXPECT_EQ(page.attributes.adjustments, "adjusted for splits");
    EXPECT_EQ(page.bars.close[0], 11);
    options.use_adj_close = true;
    EXPECT_EQ(import_text("Date,Open,High,Low,Close,Adj Close,Volume\n" + rows, options).bars.close[0], 10.5);
}

TEST(CsvFormat, yfinance_writes_three_lines_of_header) {
    std::string const head = "Price,Close,High,Low,Open,Volume\nTicker,AAPL,AAPL,AAPL,AAPL,AAPL\nDate,,,,,\n";
    CsvImportOptions options;
    options.timezone = "America/New_York", options.timeframe = "1d";
    CsvImport const import = import_text(head + "2024-03-08,11,12,9,10,100\n", options);
    EXPECT_EQ(import.report.format, "yahoo");
    EXPECT_EQ(import.report.rows, 1u);
    EXPECT_EQ(import.bars.open[0], 10);
    EXPECT_EQ(import.bars.close[0], 11);
    EXPECT_EQ(import_error("Price,Close,Close\nTicker,AAPL,MSFT\nDate,,\n2024-03-08,1,2\n", options).code,
              "several_symbols");
}

TEST(CsvFormat, stooq_says_the_length_of_its_bars) {
    std::string const head = "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n";
    CsvImportOptions options;
    options.timezone = "America/New_York";
    TempFolder folder;
    write_bytes(folder / "aapl.us.txt", head + "AAPL.US,D,20240308,000000,10,12,9,11,100,0\n");
    CsvFile const daily = import_csv_file(folder / "aapl.us.txt", options);
    EXPECT_EQ(daily.timeframe, "1d");
    EXPECT_EQ(daily.series[0].symbol, "AAPL.US");
    options.stamp = "close", options.timezone = "Europe/Warsaw";
    write_bytes(folder / "5.txt", head + "AAPL.US,5,20240308,153500,10,12,9,11,100,0\n");
    CsvFile const minutes = import_csv_file(folder / "5.txt", options);
    EXPECT_EQ(minutes.timeframe, "5m");
    EXPECT_EQ(utc_text(minutes.series[0].bars.close_time[0]), "2024-03-08T14:35:00Z");
    options.format = "stooq", options.timeframe = "1d";
    EXPECT_EQ(import_text("Date,Open,High,Low,Close,Volume\n2024-03-08,10,12,9,11,5\n", options).bars.size(),
              1u);
}

TEST(CsvFormat, lean_days_are_in_the_name_and_prices_in_ten_thousandths) {
    CsvImportOptions options;
    options.format = "lean", options.timeframe = "1m";
    std::string const rows = "34200000,5001,5100,4900,5000,100\n34260000,5000,5000,5000,5000,7\n";
    CsvImport const minutes = import_named("20131007_trade.csv", rows, options);
    EXPECT_EQ(utc_text(minutes.bars.time[0]), "2013-10-07T13:30:00Z") << "09:30 in New York";
    EXPECT_EQ(minutes.bars.open[0], 0.5001) << "5001 / 10000, rounded once";
    EXPECT_EQ(minutes.bars.volume[0], 100);
    EXPECT_EQ(error_of([&] { import_named("trade.csv", rows, options); }).code, "no_day");
    EXPECT_EQ(error_of([&] { import_named("20131007_trade.csv", "86400000,1,1,1,1,1\n", options); }).code,
              "bad_row");
    EXPECT_EQ(error_of([&] { import_named("20131007_trade.csv", "1,2,3\n", options); }).code,
              "not_this_format");

    options.timeframe = "1d";
    CsvImport const daily =
        import_named("aapl.csv", "20131007 00:00,4860000,4900000,4800000,4870000,9\n", options);
    EXPECT_EQ(daily.bars.close[0], 487);
    EXPECT_EQ(utc_text(daily.bars.close_time[0]), "2013-10-08T04:00:00Z");
    options.timeframe = "1h", options.timezone = "UTC", options.price_divisor = 1;
    CsvImport const crypto =
        import_named("btcusd.csv", "20181007 05:00,6600.5,6700,6500,6650,12.5\n", options);
    EXPECT_EQ(crypto.bars.open[0], 6600.5);
    EXPECT_EQ(utc_text(crypto.bars.time[0]), "2018-10-07T05:00:00Z");
}

TEST(CsvFormat, lean_quotes_are_read_by_side) {
    CsvImportOptions options;
    options.format = "lean", options.timeframe = "1h", options.timezone = "UTC", options.price_divisor = 1;
    std::string const rows = "20181007 05:00,1.10,1.12,1.09,1.11,0,1.20,1.22,1.19,1.21,0\n";
    ErrorParts const parts = error_of([&] { import_named("eurusd.csv", rows, options); });
    EXPECT_EQ(parts.code, "missing_column");
    EXPECT_NE(parts.suggestion.find("--side"), std::string::npos);
    options.side = "bid";
    EXPECT_EQ(import_named("eurusd.csv", rows, options).bars.close[0], 1.11);
    options.side = "ask";
    EXPECT_EQ(import_named("eurusd.csv", rows, options).bars.close[0], 1.21);
}

TEST(CsvFormat, unknown_names_are_refused_with_the_nearest) {
    CsvImportOptions options;
    options.format = "binanse";
    try {
        import_text(binance_ms, options);
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_NE(error.parts().suggestion.find("binance"), std::string::npos);
    }
}
