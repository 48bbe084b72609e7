// Values read block by block: every value once, in order, and the file is that of the same values in memory.

#include "engine/cube/value_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>

#include "engine/cube/cube.hpp"
#include "tests/engine/cube/sample_cube.hpp"
#include "tests/support/files.hpp"

namespace basicbot {
namespace {

TEST(ValueSource, blocks_cover_all_values_in_order_and_lie_together) {
    for (std::vector<std::size_t> const& shape : std::vector<std::vector<std::size_t>>{{1},
                                                                                       {131072},
                                                                                       {131073},
                                                                                       {5, 131072},
                                                                                       {3, 153, 2, 50, 100},
                                                                                       {2, 200000},
                                                                                       {1000, 3, 7, 11},
                                                                                       {7, 300, 500, 2}}) {
        std::size_t next = 0;
        std::size_t const size = ValueSource{shape, {}}.size();
        for_each_block(shape, [&](std::size_t first, std::size_t count) {
            ASSERT_EQ(first, next);
            ASSERT_LE(count, block_values);
            BlockPlace const place = place_of_block(shape, first);
            std::size_t last = 0, product = 1;  // of the block's last value, by its place
            for (std::size_t i = 0; i < shape.size(); ++i) {
                last = last * shape[i] + place.start[i] + place.count[i] - 1;
                product *= place.count[i];
            }
            ASSERT_EQ(product, count);
            ASSERT_EQ(last, first + count - 1);
            next += count;
        });
        EXPECT_EQ(next, size);
    }
}

Cube numbers(bool as_source) {
    std::vector<std::size_t> const shape{3, 400, 500};
    static std::vector<double> const values = [] {
        std::vector<double> list(600000);
        std::iota(list.begin(), list.end(), 0.5);
        list[123456] = std::numeric_limits<double>::quiet_NaN();
        return list;
    }();
    Cube cube;
    char const* const names[] = {"a", "b", "c"};
    for (std::size_t i = 0; i < 3; ++i) {
        std::vector<std::int64_t> labels(shape[i]);
        std::iota(labels.begin(), labels.end(), 0);
        cube.axes.push_back({names[i], labels, "1", "axis", ""});
    }
    cube.variables.push_back({"x", {"a", "b", "c"}, values, "1", "numbers", {}});
    if (as_source)
        cube.variables[0].values =
            ValueSource{shape, [](std::size_t first, std::span<double> out) {
                            std::copy_n(values.begin() + first, out.size(), out.begin());
                        }};
    return cube;
}

TEST(ValueSource, a_cube_of_sources_is_the_cube_of_its_values) {
    TemporaryFolder folder;
    EXPECT_EQ(content_hash(numbers(true)), content_hash(numbers(false)));
    write_cube(numbers(true), folder.file("source.h5"));
    write_cube(numbers(false), folder.file("values.h5"));
    EXPECT_EQ(read_bytes(folder.file("source.h5")), read_bytes(folder.file("values.h5")));
    EXPECT_EQ(content_hash(read_cube(folder.file("source.h5"))), content_hash(numbers(false)));
}

}  // namespace
}  // namespace basicbot
