// Real files of many origins, odd ones among them: imported, stored, mapped back.

#include <cmath>

#include "engine/bars/store.hpp"
#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/support/places.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string shared_file(char const* name) {
    auto const path = shared_folder() / "data" / name;
    return std::filesystem::exists(path) ? path.string() : std::string();
}

}  // namespace

#define NEED(path) \
    if ((path).empty()) GTEST_SKIP() << "the shared real bars are not here"

TEST(RealFiles, djia_rows_with_missing_fields) {
    std::string const path = shared_file("eq_axp_1d_djia31.csv");
    NEED(path);
    CsvImportOptions options = daily();
    EXPECT_EQ(error_of([&] { import_csv(path, options); }).code, "bad_row");
    options.on_bad = OnBad::drop;
    CsvImport const import = import_csv(path, options);
    EXPECT_EQ(import.report.missing_prices.count, 1u);
    EXPECT_EQ(import.report.dates_from_utc_midnight, 3020u);
    EXPECT_EQ(import.report.range_violations.count, 8u);
    EXPECT_EQ(import.bars.size(), 3011u);
}

TEST(RealFiles, vix_has_47_highs_under_open_or_close) {
    std::string const path = shared_file("idx_vix_1d_cboe.csv");
    NEED(path);
    CsvImportOptions options = daily("America/Chicago");
    options.on_bad = OnBad::drop;
    EXPECT_EQ(import_csv(path, options).report.range_violations.count, 47u);
}

TEST(RealFiles, a_million_minutes_with_holes_go_through_a_store) {
    std::string const path = shared_file("crypto_btcusd_1m_bitfinex_2013_2016.csv");
    NEED(path);
    CsvImportOptions options = hourly();
    options.timeframe = "1m";
    CsvImport const import = import_csv(path, options);
    EXPECT_EQ(import.bars.size(), 1'091'782u);
    EXPECT_EQ(import.report.gaps.count, 246'003u);
    EXPECT_EQ(import.report.missing_bars, 882'450u);
    TempFolder folder;
    Store store = Store::create(folder / "store");
    store.write(import.bars, import.attributes, "BTCUSD", "1m", WriteMode::create);
    EXPECT_TRUE(same_bars(store.load("BTCUSD", "1m"), import.bars));
}

TEST(RealFiles, descending_hours_are_sorted) {
    std::string const path = shared_file("crypto_btcusd_1h_bitfinex_cdd.csv");
    NEED(path);
    CsvImportOptions options = hourly();
    auto const parts = error_of([&] { import_csv(path, options); });
    EXPECT_EQ(parts.problem, "the file is in descending order");
    options.on_bad = OnBad::drop;
    CsvImport const import = import_csv(path, options);
    EXPECT_TRUE(import.report.descending);
    EXPECT_EQ(import.bars.size() + import.report.dropped, import.report.rows);
    EXPECT_GT(import.report.zero_volume.count, 0u);
}

TEST(RealFiles, split_days_are_seen_as_jumps) {
    std::string const path = shared_file("eq_aapl_1d_lean_raw.csv");
    NEED(path);
    EXPECT_GE(import_csv(path, daily()).report.jumps.count, 4u);
}

TEST(RealFiles, every_shared_file_imports_or_says_why) {
    auto const folder = shared_folder() / "data";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared real bars are not here";
    std::size_t imported = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        std::string const name = entry.path().filename().string();
        if (entry.path().extension() != ".csv" || entry.file_size() > (20u << 20)) continue;
        CsvImportOptions options =
            daily(name.starts_with("fx_") || name.starts_with("crypto") ? "UTC" : "America/New_York");
        for (char const* timeframe : {"1m", "1h", "4h"})
            if (name.find(std::string("_") + timeframe + "_") != std::string::npos)
                options.timeframe = timeframe;
        options.on_bad = OnBad::drop;
        // FX days begin at some hour of the broker's day.
        if (options.timeframe == "1d" && name.starts_with("fx_")) options.session_close = "21:00";
        try {
            CsvImport const import = import_csv(entry.path().string(), options);
            EXPECT_GT(import.bars.size(), import.report.rows / 2) << name;
            ++imported;
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::data) << error.what();
            EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what();
            EXPECT_EQ(name, "aapl.csv") << error.what();  // factors, not bars
        }
    }
    EXPECT_GT(imported, 100u);
}
