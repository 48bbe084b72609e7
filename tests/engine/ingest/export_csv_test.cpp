// What is exported reads back as the same bits.

#include "engine/ingest/export_csv.hpp"

#include <limits>

#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(ExportCsv, reads_back_as_the_same_bits) {
    TempFolder folder;
    BarColumns bars = some_bars(30'000);
    bars.open[3] = bars.low[3] = 1e-9;
    bars.high[5] = 1.7e300;
    bars.volume[7] = 1.0 / 3;
    std::uint64_t const bytes =
        export_csv(make_series(bars, some_attributes(), "A", "1h"), folder / "out.csv");
    EXPECT_EQ(bytes, read_bytes(folder / "out.csv").size());
    CsvImport const import = import_csv(folder / "out.csv", hourly());
    EXPECT_TRUE(same_bars(make_series(import.bars, import.attributes, "A", "1h"), bars));
    EXPECT_EQ(import.report.ignored_columns, std::vector<std::string>{"close time"});
}

TEST(ExportCsv, unknown_volumes_are_empty_and_daily_bars_keep_their_days) {
    TempFolder folder;
    CsvImport const daily_bars =
        import_text("date,open,high,low,close\n2024-03-08,1,2,1,2\n2024-03-11,2,3,2,3\n", daily());
    Series const series = make_series(daily_bars.bars, daily_bars.attributes, "A", "1d");
    export_csv(series, folder / "out.csv");
    EXPECT_EQ(read_bytes(folder / "out.csv"),
              "time,close_time,open,high,low,close,volume\n"
              "2024-03-08T05:00:00Z,2024-03-09T05:00:00Z,1,2,1,2,\n"
              "2024-03-11T04:00:00Z,2024-03-12T04:00:00Z,2,3,2,3,\n");
    EXPECT_TRUE(same_bars(series, import_csv(folder / "out.csv", daily()).bars));
    EXPECT_EQ(error_of([&] { export_csv(series, folder / "none/out.csv"); }).code, "io_failed");
}
