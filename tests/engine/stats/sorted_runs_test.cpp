// Order without sorting everything: against a full sort, over samples of every shape and little memory.

#include "engine/stats/sorted_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random.hpp"

namespace basicbot {
namespace {

// Checks what comes out against a full sort; returns how often the sample was read from its beginning.
int check(std::vector<double> const& x, std::vector<RankRange> const& wanted, std::size_t gathered,
          std::string const& name) {
    std::vector<double> sorted = x;
    std::sort(sorted.begin(), sorted.end());
    int passes = 0;
    Sample const plain = sample_of(x);
    Sample const counting{plain.size, [&](std::size_t first, std::span<double> room) {
                              passes += first == 0;
                              return plain.read(first, room);
                          }};
    std::vector<bool> seen(x.size(), false);
    std::size_t behind = 0;
    EXPECT_TRUE(
        visit_sorted_runs(counting, wanted, gathered, [&](std::size_t rank, std::span<double const> values) {
            EXPECT_GE(rank, behind) << name;
            EXPECT_LE(values.size(), std::max(gathered, least_gathered)) << name;
            behind = rank + values.size();
            ASSERT_LE(behind, x.size()) << name;
            for (std::size_t i = 0; i < values.size(); ++i) {
                ASSERT_EQ(values[i], sorted[rank + i]) << name << " rank " << rank + i;
                seen[rank + i] = true;
            }
        }));
    for (RankRange const& range : wanted)
        for (std::size_t r = range.first; r < range.last; ++r) EXPECT_TRUE(seen[r]) << name << " rank " << r;
    return passes;
}

TEST(SortedRuns, equal_a_full_sort_whatever_the_sample) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    TestRandom random(11);
    std::vector<std::pair<std::string, std::vector<double>>> samples;
    auto const add = [&](char const* name, std::size_t n, auto const& value) {
        std::vector<double> x;
        for (std::size_t i = 0; i < n; ++i) x.push_back(value(i));
        samples.emplace_back(name, std::move(x));
    };
    add("one", 1, [](std::size_t) { return 3.0; });
    add("few", 200, [&](std::size_t) { return random.bell(); });
    add("bell", 40000, [&](std::size_t) { return random.bell(); });
    add("ties", 40000, [&](std::size_t) { return std::floor(random.uniform(-9, 9)); });
    add("flat", 40000, [](std::size_t) { return -0.25; });
    add("half_flat", 40000, [&](std::size_t i) { return i % 2 ? random.uniform(-1, 0) : 0.0; });
    add("outlier", 40000, [&](std::size_t i) { return i == 77 ? 1e300 : random.bell(); });
    add("endless", 40000, [&](std::size_t i) { return i % 5000 ? random.bell() : infinity; });
    add("both_ends", 40000, [&](std::size_t i) { return i % 2 ? 1.7e308 : random.uniform(-1.7e308, 0); });
    add("crowded", 40000, [&](std::size_t) { return std::exp2(random.uniform(-1070, 1020)); });
    add("tiny", 40000, [&](std::size_t) { return std::floor(random.uniform(0, 3000)) * 5e-324; });
    add("two_zeros", 40000, [&](std::size_t i) {
        return i % 3 ? std::floor(random.uniform(0, 3000)) * 5e-324 : i % 2 ? -0.0 : 0.0;
    });
    add("ascending", 40000, [](std::size_t i) { return static_cast<double>(i); });
    for (auto const& [name, x] : samples) {
        std::size_t const n = x.size();
        for (std::size_t gathered : {std::size_t{0}, std::size_t{5000}, usual_gathered}) {
            check(x, {{0, n}}, gathered, name);
            check(x, {{0, n / 20}, {n / 2, n / 2 + 1}, {n - 1, n}}, gathered, name);
            check(x, {{n / 3, n / 3 + 1}}, gathered, name);
            check(x, {}, gathered, name);
        }
    }
}

TEST(SortedRuns, a_few_ranks_cost_three_passes) {
    TestRandom random(12);
    std::vector<double> x;
    for (int i = 0; i < 300000; ++i) x.push_back(random.bell());
    EXPECT_EQ(check(x, {{0, 15000}, {150000, 150001}, {299999, 300000}}, usual_gathered, "bell"), 3);
    EXPECT_LE(check(x, {{0, 15000}, {150000, 150001}}, 2000, "bell"), 12);
}

TEST(SortedRuns, a_sample_with_nan_has_no_order) {
    std::vector<double> x(1000, 1.0);
    x[999] = std::numeric_limits<double>::quiet_NaN();
    std::vector<RankRange> const wanted{{0, 1}};
    EXPECT_FALSE(visit_sorted_runs(sample_of(x), wanted, usual_gathered,
                                   [](std::size_t, std::span<double const>) { FAIL(); }));
}

}  // namespace
}  // namespace basicbot
