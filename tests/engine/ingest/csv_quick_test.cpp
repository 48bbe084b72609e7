// The quick reader and the careful one: the same bars, the same report, the same refusals.

#include "engine/ingest/csv_quick.hpp"

#include <nlohmann/json.hpp>

#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/support/places.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

// Bars and report, or the refusal, as one text.
std::string told(std::string const& path, CsvImportOptions options, CsvRead read) {
    options.read = read;
    try {
        CsvImport const import = import_csv(path, options);
        BarColumns const& b = import.bars;
        std::string bytes =
            to_json(import.report).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        for (auto const* times : {&b.time, &b.close_time})
            bytes.append(reinterpret_cast<char const*>(times->data()), 8 * times->size());
        for (auto const* values : {&b.open, &b.high, &b.low, &b.close, &b.volume})
            bytes.append(reinterpret_cast<char const*>(values->data()), 8 * values->size());
        return bytes;
    } catch (Error const& error) {
        return error.what();
    }
}

void expect_the_same(std::string const& path, CsvImportOptions const& options) {
    EXPECT_TRUE(told(path, options, CsvRead::quick_where_plain) == told(path, options, CsvRead::carefully))
        << path;
}

bool is_quick(std::string const& text) {
    ZoneClock zone("UTC");
    BarClock clock(zone, DstChoice::refuse, hour_ns, false, "");
    QuickRows rows;
    return read_quickly({text, csv_shape(text, {}, Side::none, "in.csv")}, clock, rows);
}

}  // namespace

TEST(CsvQuick, takes_plain_files_and_leaves_the_others) {
    std::string const head = "time,open,high,low,close,volume,rest\n",
                      row = "2020-01-02 01:00,10,12,9,11,5,x\n", next = "2020-01-02 02:00,10,12,9,11,5,x";
    EXPECT_TRUE(is_quick(head + row + next));
    EXPECT_TRUE(is_quick(head + row + next + "\r\n\n"));
    EXPECT_TRUE(is_quick(
        "volume;low;high;close;open;time\n5;9;12;11;10;1577926800000\n5;9;12;11;10;1577930400000000"));
    EXPECT_TRUE(is_quick("time,open,high,low,close\n1577926800,1,2,1,2\n"));
    for (std::string const bad : {"2020-01-02 02:00,10,12,9,11,5", "2020-01-02 02:00,10,12,9,11,5,x,y",
                                  "2020-01-02 02:00,10,12,9,11,,x", "2020-01-02 02:00,10,12,9,\"11\",5,x",
                                  "2020-01-02 02:00,10,12, 9,11,5,x", "2020-01-02 02:00,10,12,9,11x,5,x",
                                  "2020-01-02 02:00,0,12,0,11,5,x", "2020-01-02 02:00,10,12,9,11,-5,x",
                                  "2020-01-02 02:00,10,11,9,12,5,x", "2020-01-02 02:00,10,12,nan,11,5,x",
                                  "2020-01-02 02:00,10,1e999,9,11,5,x", "2020-01-02 01:00,10,12,9,11,5,x",
                                  "2020-01-02 01:30,10,12,9,11,5,x", "2020-01-02 00:00,10,12,9,11,5,x",
                                  "1577930400000.5,10,12,9,11,5,x", "9999999999999,10,12,9,11,5,x",
                                  "\n2020-01-02 02:00,10,12,9,11,5,x"})
        EXPECT_FALSE(is_quick(head + row + bad + "\n")) << bad;
    EXPECT_FALSE(is_quick(head));
}

TEST(CsvQuick, agrees_with_the_careful_reader_on_mutated_files) {
    TempFolder folder;
    std::string sound = "time,open,high,low,close,volume,rest\n";
    for (int i = 0; i < 12; ++i)
        sound += std::to_string(1577926800000 + 3'600'000LL * i) + ",10.25,12.5,9.75,11,5.125,tail\n";
    TestRandom random;
    char const letters[] = "0123456789.,\n\r \"-eEnaN;:x";
    int quick = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string text = sound;
        for (std::uint64_t k = 0; k <= random.next() % 2; ++k)
            text[37 + random.next() % (text.size() - 37)] = letters[random.next() % (sizeof letters - 1)];
        write_bytes(folder / "in.csv", text);
        quick += is_quick(text);
        for (OnBad on_bad : {OnBad::reject, OnBad::drop}) {
            CsvImportOptions options = hourly();
            options.on_bad = on_bad;
            expect_the_same(folder / "in.csv", options);
        }
        if (HasFailure()) {
            ADD_FAILURE() << text;
            return;
        }
    }
    EXPECT_GT(quick, 300);
    EXPECT_LT(quick, 2700);
}

TEST(CsvQuick, agrees_with_the_careful_reader_on_real_files) {
    for (char const* name : {"goog_1d.csv", "nasdaq_1d.csv", "sp500_1d.csv"})
        expect_the_same(source_dir() + "/datasets/" + name, daily());
    auto const folder = shared_folder() / "data";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared real bars are not here";
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".csv" || entry.file_size() > (5u << 20)) continue;
        for (char const* timeframe : {"1d", "1h"}) {
            CsvImportOptions options = daily();
            options.timeframe = timeframe, options.on_bad = OnBad::drop;
            expect_the_same(entry.path().string(), options);
        }
    }
}
