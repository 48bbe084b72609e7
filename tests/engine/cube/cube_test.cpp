// What is written comes back, bit for bit, and the same cube gives the same bytes.

#include "engine/cube/cube.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include <bit>
#include <cstring>
#include <fstream>
#include <iterator>

#include "engine/cube/cube_check.hpp"
#include "engine/observe/error.hpp"
#include "tests/engine/cube/sample_cube.hpp"
#include "tests/support/files.hpp"

namespace basicbot {
namespace {

void expect_equal(Cube const& a, Cube const& b) {
    ASSERT_EQ(a.axes.size(), b.axes.size());
    for (std::size_t i = 0; i < a.axes.size(); ++i) {
        EXPECT_EQ(a.axes[i].name, b.axes[i].name);
        EXPECT_EQ(a.axes[i].units, b.axes[i].units);
        EXPECT_EQ(a.axes[i].long_name, b.axes[i].long_name);
        EXPECT_EQ(a.axes[i].along, b.axes[i].along);
        EXPECT_EQ(a.axes[i].values, b.axes[i].values) << a.axes[i].name;
    }
    ASSERT_EQ(a.variables.size(), b.variables.size());
    for (std::size_t i = 0; i < a.variables.size(); ++i) {
        auto const &x = a.variables[i], &y = b.variables[i];
        EXPECT_EQ(x.name, y.name);
        EXPECT_EQ(x.axes, y.axes);
        EXPECT_EQ(x.units, y.units);
        EXPECT_EQ(x.long_name, y.long_name);
        EXPECT_EQ(x.attributes, y.attributes);
        ASSERT_EQ(x.values.index(), y.values.index());
        if (auto const* reals = std::get_if<std::vector<double>>(&x.values)) {
            auto const& other = std::get<std::vector<double>>(y.values);
            ASSERT_EQ(reals->size(), other.size());
            for (std::size_t k = 0; k < other.size(); ++k)
                EXPECT_EQ(std::bit_cast<std::uint64_t>((*reals)[k]), std::bit_cast<std::uint64_t>(other[k]));
        } else {
            EXPECT_EQ(std::get<std::vector<std::string>>(x.values),
                      std::get<std::vector<std::string>>(y.values));
        }
    }
    EXPECT_EQ(a.attributes, b.attributes);
}

TEST(Cube, comes_back_as_written) {
    TemporaryFolder folder;
    std::string const path = folder.file("cube.h5");
    write_cube(sample_cube(), path);
    expect_equal(sample_cube(), read_cube(path));
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(Cube, A25_hash_is_the_same_in_memory_and_in_the_file_and_stable_over_versions) {
    TemporaryFolder folder;
    write_cube(sample_cube(), folder.file("cube.h5"));
    EXPECT_EQ(content_hash(read_cube(folder.file("cube.h5"))), content_hash(sample_cube()));
    EXPECT_EQ(content_hash(sample_cube()), "5c253573ed81c717383c15a7cb0825bf");
}

TEST(Cube, A25_hash_sees_every_part) {
    std::string const base = content_hash(sample_cube());
    auto const changed = [&](auto edit) {
        Cube cube = sample_cube();
        edit(cube);
        return content_hash(cube) != base;
    };
    EXPECT_TRUE(changed([](Cube& c) { c.axes[0].name = "asset"; }));
    EXPECT_TRUE(changed([](Cube& c) { c.axes[2].along = "symbol"; }));
    EXPECT_TRUE(changed([](Cube& c) { std::get<std::vector<double>>(c.axes[3].values)[1] = 0.25; }));
    EXPECT_TRUE(changed([](Cube& c) { c.axes[3].units = "bars"; }));
    EXPECT_TRUE(changed([](Cube& c) { std::get<std::vector<double>>(c.variables[0].values)[8] = -0.0; }));
    EXPECT_TRUE(changed([](Cube& c) { std::swap(c.axes[0], c.axes[1]); }));
    EXPECT_TRUE(changed([](Cube& c) { std::swap(c.variables[0], c.variables[1]); }));
    EXPECT_TRUE(changed([](Cube& c) { c.variables[0].attributes[0].second = "lower"; }));
    EXPECT_TRUE(changed([](Cube& c) { c.attributes.pop_back(); }));
    EXPECT_TRUE(changed([](Cube& c) { c.attributes[0] = {"stud", "y[study]"}; }));
}

TEST(Cube, every_nan_is_one_value) {
    Cube cube = sample_cube();
    std::get<std::vector<double>>(cube.variables[0].values)[7] = std::bit_cast<double>(0xfff8000000000123u);
    EXPECT_EQ(content_hash(cube), content_hash(sample_cube()));
    TemporaryFolder folder;
    write_cube(cube, folder.file("cube.h5"));
    expect_equal(sample_cube(), read_cube(folder.file("cube.h5")));
}

// Fills the stack and the heap with a pattern, so that a byte nobody wrote shows in the file.
[[gnu::noinline]] void dirty_memory(int pattern) {
    mallopt(M_PERTURB, pattern);
    char volatile junk[1 << 16];
    std::memset(const_cast<char*>(junk), pattern, sizeof junk);
}

TEST(Cube, A25_same_cube_gives_the_same_bytes) {
    TemporaryFolder folder;
    dirty_memory(0x55);
    write_cube(sample_cube(), folder.file("a.h5"));
    dirty_memory(0xA7);
    write_cube(sample_cube(), folder.file("another-name.h5"));
    mallopt(M_PERTURB, 0);
    EXPECT_TRUE(read_bytes(folder.file("a.h5")) == read_bytes(folder.file("another-name.h5")));
}

TEST(Cube, many_variables_and_large_ones_come_back) {
    Cube cube;
    std::vector<double> fast(300), slow(700);
    for (std::size_t i = 0; i < fast.size(); ++i) fast[i] = static_cast<double>(i);
    for (std::size_t i = 0; i < slow.size(); ++i) slow[i] = static_cast<double>(i);
    cube.axes = {{"fast", fast, "1", "fast", ""}, {"slow", slow, "1", "slow", ""}};
    for (int v = 0; v < 60; ++v) {
        std::vector<double> values(v < 2 ? 300 * 700 : 300, v * 0.5);
        values.back() = 7;
        cube.variables.push_back(
            {"m" + std::to_string(v),
             v < 2 ? std::vector<std::string>{"fast", "slow"} : std::vector<std::string>{"fast"},
             values,
             "1",
             "",
             {}});
    }
    cube.attributes = {{"study", std::string(200000, 'x')}};
    TemporaryFolder folder;
    dirty_memory(0x33);
    write_cube(cube, folder.file("cube.h5"));
    expect_equal(cube, read_cube(folder.file("cube.h5")));
    dirty_memory(0xCC);
    write_cube(cube, folder.file("b.h5"));
    mallopt(M_PERTURB, 0);
    EXPECT_TRUE(read_bytes(folder.file("cube.h5")) == read_bytes(folder.file("b.h5")));
}

TEST(Cube, malformed_cubes_are_refused_before_a_file_exists) {
    TemporaryFolder folder;
    auto const refused = [&](auto edit) {
        Cube cube = sample_cube();
        edit(cube);
        try {
            write_cube(cube, folder.file("cube.h5"));
        } catch (Error const& error) {
            return error.kind() == ErrorKind::internal && folder.entries() == 0;
        }
        return false;
    };
    EXPECT_TRUE(refused([](Cube& c) { c.axes[0].name = "a b"; }));
    EXPECT_TRUE(refused([](Cube& c) { c.axes[1].name = "symbol"; }));
    EXPECT_TRUE(refused([](Cube& c) { c.axes[2].along = "nothing"; }));
    EXPECT_TRUE(refused([](Cube& c) { c.axes[3].values = std::vector<double>{}; }));
    EXPECT_TRUE(refused([](Cube& c) { std::get<std::vector<double>>(c.variables[0].values).pop_back(); }));
    EXPECT_TRUE(refused([](Cube& c) { c.variables[0].axes[0] = "fold"; }));
    EXPECT_TRUE(refused([](Cube& c) { c.attributes.emplace_back("content_hash", "x"); }));
    EXPECT_TRUE(refused([](Cube& c) { c.attributes.emplace_back("note", "\xff"); }));
    EXPECT_TRUE(refused([](Cube& c) { c.attributes.emplace_back("note", std::string("a\0b", 3)); }));
}

}  // namespace
}  // namespace basicbot
