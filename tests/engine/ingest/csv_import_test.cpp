// CSV import: what is accepted, and every kind of bad file by file:line:column.

#include "engine/ingest/csv_import.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string const head = "time,open,high,low,close,volume\n";
std::string row(int hour, std::string const& rest) {
    return "2020-01-02 0" + std::to_string(hour) + ":00," + rest + "\n";
}

}  // namespace

TEST(CsvImport, values_are_exact_in_every_dialect) {
    for (std::string const text :
         {"Date,Open,High,Low,Close,Volume\n2020-01-02 09:00,0.1,0.3,1e-3,0.2,7\n",
          "\xef\xbb\xbf\"Timestamp\";\"OPEN\";\"HIGH\";\"LOW\";\"CLOSE\";\"VOLUME\"\r\n2020-01-02 "
          "09:00;\"0.1\";0.3;0.001; 0.2 ;7\r\n",
          "volume\tclose\tlow\thigh\topen\tdatetime\n\n7\t0.2\t0.001\t0.3\t0.1\t2020-01-02 09:00",
          "<TICKER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\nX,20200102,090000,0.1,0.3,0.001,0.2,"
          "7\n"}) {
        CsvImport const import = import_text(text, hourly());
        ASSERT_EQ(import.bars.size(), 1u) << text;
        EXPECT_EQ(utc_text(import.bars.time[0]), "2020-01-02T09:00:00Z");
        EXPECT_EQ(import.bars.open[0], 0.1);
        EXPECT_EQ(import.bars.high[0], 0.3);
        EXPECT_EQ(import.bars.low[0], 0.001);
        EXPECT_EQ(import.bars.close[0], 0.2);
        EXPECT_EQ(import.bars.volume[0], 7);
        EXPECT_EQ(import.attributes.input_hash.size(), 32u);
        EXPECT_EQ(import.attributes.source, "in.csv");
    }
}

TEST(CsvImport, a_first_row_that_cannot_be_read_is_no_row_to_drop) {
    ErrorParts const date = import_error("date,open,high,low,close\n08.03.2024,1,2,1,2\n", daily());
    EXPECT_EQ(date.path, "in.csv:2:1");
    EXPECT_NE(date.allowed.find("YYYY-MM-DD"), std::string::npos);
    EXPECT_EQ(date.suggestion.find("drop"), std::string::npos) << date.suggestion;
    ErrorParts const comma = import_error("date;open;high;low;close\n2024-03-08;10,5;11;10;10\n", daily());
    EXPECT_NE(comma.suggestion.find("decimal point"), std::string::npos);
    EXPECT_EQ(comma.suggestion.find("drop"), std::string::npos) << comma.suggestion;
    ErrorParts const later =
        import_error("date,open,high,low,close\n2024-03-07,1,2,1,2\n08.03.2024,1,2,1,2\n", daily());
    EXPECT_NE(later.suggestion.find("--on-bad drop"), std::string::npos);
    EXPECT_NE(later.allowed.find("YYYY-MM-DD"), std::string::npos);
}

TEST(CsvImport, dates_may_be_parted_by_points_and_slashes) {
    for (char const* date : {"2024.03.08", "2024/03/08", "2024-03-08", "20240308"}) {
        std::string const head = "date,time,open,high,low,close\n";
        EXPECT_EQ(utc_text(import_text("date,open,high,low,close\n" + std::string(date) + ",1,2,1,2\n",
                                       daily("UTC"))
                               .bars.time[0]),
                  "2024-03-08T00:00:00Z")
            << date;
        EXPECT_EQ(utc_text(import_text(head + date + ",09:00,1,2,1,2\n", hourly()).bars.time[0]),
                  "2024-03-08T09:00:00Z")
            << date;
    }
    for (char const* date : {"2024.03/08", "2024.13.08", "2024.03", "2024.3.8"})
        EXPECT_NE(
            import_error("date,open,high,low,close\n" + std::string(date) + ",1,2,1,2\n", daily("UTC")).path,
            "")
            << date;
}

TEST(CsvImport, refusals_say_what_drop_would_do) {
    ErrorParts const order = import_error(bars_at({"2020-01-02 10:00", "2020-01-02 09:00"}), hourly());
    EXPECT_NE(order.suggestion.find("sorts"), std::string::npos) << order.suggestion;
    EXPECT_NE(import_error("time,open,high,low,close\n", hourly()).suggestion, "");
}

TEST(CsvImport, volume_may_be_absent) {
    CsvImport const import = import_text("date,open,high,low,close\n2020-01-02,1,2,1,2\n", daily());
    EXPECT_TRUE(import.bars.volume[0] != import.bars.volume[0]);
    EXPECT_EQ(import.report.missing_volume.count, 1u);
}

TEST(CsvImport, A4_volumes_that_are_all_zero_are_unknown) {
    std::string few = head, many = head;
    for (int i = 0; i < 20; ++i)
        (i < 5 ? few : many) += std::to_string(1577923200 + 3600 * i) + ",10,12,9,11,0\n";
    for (int i = 0; i < 5; ++i)
        many.insert(head.size(), std::to_string(1577923200 + 3600 * (4 - i)) + ",10,12,9,11,0\n");
    for (CsvRead read : {CsvRead::quick_where_plain, CsvRead::carefully}) {
        CsvImportOptions options = hourly();
        options.read = read;
        CsvImport const import = import_text(many, options);
        ASSERT_EQ(import.bars.size(), 20u);
        EXPECT_TRUE(std::isnan(import.bars.volume[19]));
        EXPECT_EQ(import.report.missing_volume.count, 20u);
        EXPECT_EQ(import.report.zero_volume.count, 0u);
        EXPECT_EQ(import_text(many + "1577995200,10,12,9,11,1\n", options).report.zero_volume.count, 20u);
        EXPECT_EQ(import_text(few, options).report.zero_volume.count, 5u) << "they may have been quiet";
    }
}

TEST(CsvImport, names_for_files_without_a_header) {
    std::string const text = "1600000000000,1,2,1,2,5,ignored\n1600003600000,2,3,2,3,5,ignored\n";
    EXPECT_EQ(import_error(text, hourly()).code, "no_header");
    CsvImportOptions options = hourly();
    options.columns = {"time", "open", "high", "low", "close", "volume", "rest"};
    CsvImport const import = import_text(text, options);
    EXPECT_EQ(import.bars.size(), 2u);
    EXPECT_EQ(import.report.ignored_columns, std::vector<std::string>{"rest"});
    options.columns.pop_back();
    EXPECT_EQ(import_error(text, options).code, "missing_column");
}

TEST(CsvImport, A23_adjusted_close_scales_prices_only_when_asked) {
    std::string const text = "date,open,high,low,close,adj close,volume\n2020-01-02,10,12,9,12,6,100\n";
    CsvImportOptions options = daily();
    options.format = "csv";
    CsvImport const raw = import_text(text, options);
    EXPECT_EQ(raw.bars.close[0], 12);
    EXPECT_EQ(raw.attributes.adjustments, "raw");
    EXPECT_EQ(raw.report.ignored_columns, std::vector<std::string>{"adj close"});
    options.use_adj_close = true;
    CsvImport const adjusted = import_text(text, options);
    EXPECT_EQ(adjusted.bars.open[0], 5);
    EXPECT_EQ(adjusted.bars.high[0], 6);
    EXPECT_EQ(adjusted.bars.low[0], 4.5);
    EXPECT_EQ(adjusted.bars.close[0], 6);
    EXPECT_EQ(adjusted.bars.volume[0], 100);
    EXPECT_NE(adjusted.attributes.adjustments, "raw");
    // Rounding: high * (adj / close) is not adj for these, and must not fall under the close.
    std::string awkward = "date,open,high,low,close,adj close\n";
    for (int d = 10; d < 29; ++d)
        awkward += "2020-01-" + std::to_string(d) + ",3.1,3.3,3.1,3.3," + std::to_string(d * 0.0731) + "\n";
    EXPECT_EQ(import_text(awkward, options).report.range_violations.count, 0u);
    EXPECT_EQ(import_error("date,open,high,low,close\n2020-01-02,1,1,1,1\n", options).code, "missing_column");
}

TEST(CsvImport, what_is_no_csv_is_recognised) {
    auto const problem = [](std::string const& text) {
        auto const parts = import_error(text, daily());
        EXPECT_EQ(parts.code, "not_csv") << text;
        return parts.problem;
    };
    EXPECT_NE(problem("<!DOCTYPE html>\n<html><body>Verify you are human</body></html>").find("web page"),
              std::string::npos);
    EXPECT_NE(problem("\n  <html lang=en>").find("web page"), std::string::npos);
    EXPECT_NE(problem("{\"chart\": {}}").find("JSON"), std::string::npos);
    EXPECT_NE(problem("\xff\xfe"
                      "d")
                  .find("UTF-16"),
              std::string::npos);
    EXPECT_NE(problem("").find("empty"), std::string::npos);
    EXPECT_NE(problem(" \n\n").find("empty"), std::string::npos);
    EXPECT_NE(problem(std::string("date,\0open", 10)).find("binary"), std::string::npos);
    EXPECT_EQ(import_error("Not Found\n", daily()).code, "missing_column");
    EXPECT_EQ(import_error("date,open,high,low\n2020-01-02,1,1,1\n", daily()).code, "missing_column");
    EXPECT_EQ(import_error(head, hourly()).code, "no_bars");
}

TEST(CsvImport, bad_rows_are_rejected_dropped_or_kept) {
    struct Case {
        char const* what;
        std::string text;
        char const* path;  // under reject
        Finding ImportReport::*finding;
        bool kept;         // `keep` imports it
        std::size_t bars;  // under drop
    };
    std::string const good = row(1, "10,12,9,11,5");
    Case const cases[] = {
        {"not a number", head + good + row(2, "10,12,9,eleven,5"), "in.csv:3:26", &ImportReport::malformed,
         false, 1},
        {"decimal comma", head + good + row(2, "\"10,1\",12,9,11,5"), "in.csv:3:1", &ImportReport::malformed,
         false, 1},
        {"infinite", head + good + row(2, "10,inf,9,11,5"), "in.csv:3:21", &ImportReport::malformed, false,
         1},
        {"number with a tail", head + good + row(2, "10,12,9,11,5k"), "in.csv:3:29", &ImportReport::malformed,
         false, 1},
        {"negative volume", head + good + row(2, "10,12,9,11,-5"), "in.csv:3:29", &ImportReport::malformed,
         false, 1},
        {"too few fields", head + good + row(2, "10,12,9,11"), "in.csv:3:1", &ImportReport::malformed, false,
         1},
        {"cut off in the last line", head + good + "2020-01-02 02:00,10,12", "in.csv:3:1",
         &ImportReport::malformed, false, 1},
        {"no date", head + good + "soon,10,12,9,11,5\n", "in.csv:3:1", &ImportReport::malformed, false, 1},
        {"count near 1970", head + good + "43831,10,12,9,11,5\n", "in.csv:3:1", &ImportReport::malformed,
         false, 1},
        {"empty price", head + good + row(2, "10,,9,11,5"), "in.csv:3:21", &ImportReport::missing_prices,
         false, 1},
        {"NaN price", head + good + row(2, "nan,12,9,11,5"), "in.csv:3:18", &ImportReport::missing_prices,
         false, 1},
        {"high under close", head + good + row(2, "10,10.5,9,11,5"), "in.csv:3:21",
         &ImportReport::range_violations, false, 1},
        {"low over open", head + good + row(2, "10,12,10.5,11,5"), "in.csv:3:24",
         &ImportReport::range_violations, false, 1},
        {"price of zero", head + good + row(2, "0,12,0,11,5"), "in.csv:3:18",
         &ImportReport::nonpositive_prices, true, 1},
        {"negative price", head + good + row(2, "-3,12,-37,11,5"), "in.csv:3:18",
         &ImportReport::nonpositive_prices, true, 1},
        {"duplicate", head + good + good, "in.csv:3:1", &ImportReport::duplicates, false, 1},
        {"overlap", head + good + "2020-01-02 01:30,10,12,9,11,5\n", "in.csv:3:1", &ImportReport::overlaps,
         false, 1},
        {"out of order", head + row(3, "10,12,9,11,5") + row(5, "10,12,9,11,5") + row(4, "10,12,9,11,5"),
         "in.csv:4:1", &ImportReport::out_of_order, true, 3},
        {"descending", head + row(3, "10,12,9,11,5") + row(2, "10,12,9,11,5"), "in.csv:3:1",
         &ImportReport::out_of_order, true, 2},
    };
    for (Case const& c : cases) {
        SCOPED_TRACE(c.what);
        CsvImportOptions options = hourly();
        EXPECT_EQ(import_error(c.text, options).path, c.path);
        options.on_bad = OnBad::keep;
        if (c.kept)
            EXPECT_GE(import_text(c.text, options).bars.size(), 2u);
        else
            EXPECT_EQ(import_error(c.text, options).code, "bad_row");
        options.on_bad = OnBad::drop;
        CsvImport const import = import_text(c.text, options);
        EXPECT_EQ(import.bars.size(), c.bars);
        EXPECT_EQ((import.report.*c.finding).count, 1u);
        EXPECT_EQ(import.report.dropped, import.report.rows - c.bars);
        EXPECT_EQ(std::string(c.path).substr(7, 1), std::to_string((import.report.*c.finding).first_line));
    }
    CsvImportOptions drop = hourly();
    drop.on_bad = OnBad::drop;
    EXPECT_EQ(import_error(head + row(2, "a,b,c,d,e"), drop).code, "no_bars");
}

TEST(CsvImport, report_counts_what_is_odd_but_sound) {
    CsvImportOptions options = hourly();
    CsvImport const import = import_text(
        head + row(1, "10,12,9,11,0") + row(2, "11,20,11,16,5") + row(6, "7,7,7,7,") + row(7, "7,8,6,7,1"),
        options);
    ImportReport const& r = import.report;
    EXPECT_EQ(r.rows, 4u);
    EXPECT_EQ(r.bars, 4u);
    EXPECT_EQ(r.zero_volume.count, 1u);
    EXPECT_EQ(r.missing_volume.first_line, 4u);
    EXPECT_EQ(r.jumps.count, 2u);
    EXPECT_EQ(r.jumps.first_line, 3u);
    EXPECT_EQ(r.open_is_previous_close.count, 2u);
    EXPECT_EQ(r.flat_bars.first_line, 4u);
    EXPECT_EQ(r.gaps.count, 1u);
    EXPECT_EQ(r.missing_bars, 3u);
    EXPECT_EQ(r.longest_gap_ns, 3 * hour_ns);
    auto const json = to_json(r);
    EXPECT_EQ(json["first_open"], "2020-01-02T01:00:00Z");
    EXPECT_EQ(json["last_close"], "2020-01-02T08:00:00Z");
    EXPECT_EQ(json["jumps_over_40_percent"]["count"], 2);
    EXPECT_EQ(json["gaps"]["first_line"], 4);
    EXPECT_FALSE(json["duplicates"].contains("first_line"));
}

TEST(CsvImport, a_missing_file_or_a_folder_is_named) {
    TempFolder folder;
    ErrorParts const missing = error_of([&] { import_csv(folder / "none.csv", hourly()); });
    EXPECT_EQ(missing.code, "io_failed");
    EXPECT_NE(missing.suggestion.find("is not there"), std::string::npos) << missing.suggestion;
    EXPECT_EQ(error_of([&] { import_csv(folder.path(), hourly()); }).code, "not_a_file");
}
