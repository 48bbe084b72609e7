// The image of a bar file and HDF5's metadata say the same.

#include "engine/bars/image.hpp"

#include <xxhash.h>

#include <cstddef>
#include <cstring>

#include "engine/bars/bar_file.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

BarColumns bars_with_actions(std::size_t actions) {
    BarColumns bars = some_bars(50);
    for (std::size_t i = 0; i < actions; ++i)
        bars.dividend_time.push_back(static_cast<std::int64_t>(i)), bars.dividend_cash.push_back(0.5);
    bars.split_time = {7}, bars.split_factor = {4};
    return bars;
}

// The file with its image taken away or changed, and signed again.
template <class Change>
void change_header(std::string const& path, Change&& change) {
    std::string bytes = read_bytes(path);
    BarFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    change(header, bytes);
    header.image_hash = XXH3_64bits(&bytes[image_offset], header.image_bytes);
    header.header_hash = XXH3_64bits(&header, offsetof(BarFileHeader, header_hash));
    std::memcpy(bytes.data(), &header, sizeof header);
    write_bytes(path, bytes);
}

}  // namespace

TEST(Image, hdf5_and_the_image_say_the_same) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    for (std::size_t actions : {0, 3, 1000}) {
        BarColumns const bars = bars_with_actions(actions);
        write_bar_file(path, bars, some_attributes(), "A", "1h");
        Series const by_image = open_bar_file(path, Verify::all);
        change_header(path, [](BarFileHeader& header, std::string&) { header.image_bytes = 0; });
        // Without an image the metadata count, and those were signed with it.
        Series const by_hdf5 = open_bar_file(path, Verify::all);
        EXPECT_EQ(by_image.data_hash, by_hdf5.data_hash);
        EXPECT_EQ(by_image.attributes, some_attributes());
        EXPECT_EQ(by_hdf5.attributes, some_attributes());
        EXPECT_TRUE(same_bits(by_hdf5.dividend_time, by_image.dividend_time));
        EXPECT_TRUE(same_bits(by_image.split_factor, bars.split_factor));
    }
}

TEST(Image, too_large_tables_are_left_to_hdf5) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    write_bar_file(path, bars_with_actions(10'000), some_attributes(), "A", "1h");
    change_header(path, [](BarFileHeader& header, std::string&) { EXPECT_EQ(header.image_bytes, 0u); });
    EXPECT_EQ(open_bar_file(path, Verify::none).dividend_time.size(), 10'000u);
    EXPECT_EQ(open_bar_file(path, Verify::all).dividend_time.size(), 10'000u);
}

TEST(Image, one_that_lies_is_refused) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    write_bar_file(path, bars_with_actions(2), some_attributes(), "A", "1h");
    std::string const sound = read_bytes(path);
    for (std::size_t cut = 1; cut < 300; cut += 7) {
        write_bytes(path, sound);
        change_header(path, [&](BarFileHeader& header, std::string&) { header.image_bytes -= cut; });
        EXPECT_EQ(error_of([&] { open_bar_file(path, Verify::none); }).code, "damaged_file") << cut;
    }
    TestRandom random;
    for (int i = 0; i < 300; ++i) {
        write_bytes(path, sound);
        change_header(path, [&](BarFileHeader& header, std::string& bytes) {
            bytes[image_offset + random.next() % header.image_bytes] ^=
                static_cast<char>(1 + random.next() % 255);
        });
        EXPECT_EQ(error_of([&] { open_bar_file(path, Verify::none); }).code, "damaged_file");
    }
}
