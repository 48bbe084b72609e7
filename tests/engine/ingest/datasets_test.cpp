// The committed sample bars are those of the manifest, and import cleanly.

#include <nlohmann/json.hpp>

#include "tests/engine/bars/sha256.hpp"
#include "tests/engine/ingest/csv_fixture.hpp"
#include "tests/support/places.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(Datasets, files_are_those_of_the_manifest_and_import_cleanly) {
    std::string const folder = source_dir() + "/datasets/";
    auto const manifest = nlohmann::json::parse(read_bytes(folder + "manifest.json"));
    ASSERT_EQ(manifest["files"].size(), 3u);
    std::uintmax_t total = 0;
    for (auto const& entry : manifest["files"]) {
        std::string const path = folder + entry["file"].get<std::string>();
        std::string const bytes = read_bytes(path);
        total += bytes.size();
        EXPECT_EQ(sha256_hex(bytes), entry["sha256"]) << path;
        CsvImportOptions options = daily(entry["timezone"]);
        options.stamp = entry["stamp"], options.timeframe = entry["timeframe"],
        options.session_close = "16:00";
        CsvImport const import = import_csv(path, options);
        EXPECT_EQ(import.report.rows, entry["rows"]);
        EXPECT_EQ(import.report.bars, entry["rows"]);
        EXPECT_EQ(utc_text(import.report.first_open_ns).substr(0, 10), entry["first"]);
        EXPECT_EQ(utc_text(import.report.last_close_ns).substr(0, 10), entry["last"]);
        auto const& facts = entry["facts"];
        EXPECT_EQ(import.report.open_is_previous_close.count, facts["opens_equal_to_the_previous_close"])
            << path;
        EXPECT_EQ(import.report.zero_volume.count, facts["zero_volumes"]) << path;
        EXPECT_EQ(import.report.flat_bars.count, facts["flat_bars"]) << path;
        EXPECT_EQ(import.report.jumps.count, facts["jumps_over_40_percent"]) << path;
    }
    EXPECT_LT(total, 1u << 20);
}

TEST(Datasets, sha256_of_known_texts) {
    // FIPS 180-2, appendix B.
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
