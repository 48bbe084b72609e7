// The layout DESIGN 5 promises: aligned columns, a mapping without a copy, equal bytes for equal bars.

#include "engine/bars/bar_file.hpp"

#include <hdf5.h>

#include <fstream>

#include "engine/bars/layout.hpp"
#include "engine/observe/hdf5_handle.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

// Start and end of the mapping of `path` that holds `pointer`, from the kernel's own list.
bool lies_in_mapping_of(void const* pointer, std::string const& path) {
    std::ifstream maps("/proc/self/maps");
    auto const address = reinterpret_cast<std::uintptr_t>(pointer);
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t first = 0, last = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx", &first, &last) != 2) continue;
        if (address >= first && address < last) return line.ends_with(path);
    }
    return false;
}

}  // namespace

TEST(BarFile, columns_start_on_64_KiB_and_are_contiguous) {
    TempFolder folder;
    for (std::size_t bars : {1, 2, 127, 128, 8191, 8192, 8193, 200'000}) {
        std::string const path = folder / (std::to_string(bars) + ".h5");
        write_bar_file(path, some_bars(bars), some_attributes(), "A", "1h");
        Hdf5Session session;
        Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path, "open");
        std::string const bytes = read_bytes(path);
        BarColumns const expected = some_bars(bars);
        for (char const* name : column_names) {
            Hdf5Handle column(H5Dopen2(file.get(), name, H5P_DEFAULT), H5Dclose, path, "open");
            haddr_t const offset = H5Dget_offset(column.get());
            EXPECT_EQ(offset % 65536, 0u) << name;
            ASSERT_LE(offset + 8 * bars, bytes.size()) << name;
            Hdf5Handle how(H5Dget_create_plist(column.get()), H5Pclose, path, "read");
            EXPECT_EQ(H5Pget_layout(how.get()), H5D_CONTIGUOUS);
        }
        EXPECT_LE(bytes.size(), 9 * 65536 + 7 * (8 * bars + 65536)) << bars;  // user block, metadata, columns
        // What HDF5 reads through its own path is what was written.
        std::vector<double> close(bars);
        Hdf5Handle column(H5Dopen2(file.get(), "close", H5P_DEFAULT), H5Dclose, path, "open");
        ASSERT_GE(H5Dread(column.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, close.data()), 0);
        EXPECT_TRUE(same_bits(close, expected.close));
    }
}

TEST(BarFile, spans_point_into_the_mapping) {
    TempFolder folder;
    std::string const path = std::filesystem::canonical(folder.path()).string() + "/a.h5";
    write_bar_file(path, some_bars(20'000), some_attributes(), "A", "1h");
    Series s = open_bar_file(path, Verify::blocks);
    for (std::size_t c = 0; c < column_count; ++c) {
        EXPECT_TRUE(lies_in_mapping_of(column_bytes(s, c).data(), path)) << column_names[c];
        EXPECT_TRUE(lies_in_mapping_of(&column_bytes(s, c).back(), path)) << column_names[c];
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(column_bytes(s, c).data()) % 4096, 0u);
    }
    void const* const first = s.close.data();
    s = Series{};
    EXPECT_FALSE(lies_in_mapping_of(first, path)) << "the mapping goes with its last series";
}

TEST(BarFile, the_old_bars_stay_readable_while_the_file_is_replaced) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    write_bar_file(path, some_bars(5000), some_attributes(), "A", "1h");
    Series const old = open_bar_file(path, Verify::none);
    write_bar_file(path, some_bars(5, hour_ns, 9), some_attributes(), "A", "1h");
    EXPECT_TRUE(same_bars(old, some_bars(5000)));
    EXPECT_EQ(open_bar_file(path, Verify::blocks).size(), 5u);
}

TEST(BarFile, same_bars_same_bytes) {
    TempFolder folder;
    for (std::size_t bars : {1, 1000, 140'000}) {
        write_bar_file(folder / "a.h5", some_bars(bars), some_attributes(), "A", "1h");
        if (bars == 1) ::usleep(1'100'000);  // the clock must not show in the file
        write_bar_file(folder / "b.h5", some_bars(bars), some_attributes(), "A", "1h");
        EXPECT_TRUE(read_bytes(folder / "a.h5") == read_bytes(folder / "b.h5")) << bars;
    }
}

TEST(BarFile, many_actions_and_long_texts_fit) {
    TempFolder folder;
    BarColumns bars = some_bars(10);
    for (int i = 0; i < 20'000; ++i) bars.dividend_time.push_back(i), bars.dividend_cash.push_back(0.01 * i);
    SeriesAttributes attributes = some_attributes();
    attributes.source = std::string(100'000, 's');
    attributes.currency = "";
    write_bar_file(folder / "a.h5", bars, attributes, "A", "1h");
    Series const s = open_bar_file(folder / "a.h5", Verify::blocks);
    EXPECT_EQ(s.attributes, attributes);
    EXPECT_TRUE(same_bits(s.dividend_cash, bars.dividend_cash));
    EXPECT_TRUE(s.split_time.empty());
}
