// The extremes of every run of bars against looking at each of them, in tiles inside a series and at its end.

#include "kernels/backtest/bar_ranges.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/core/lanes_scalar.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

TEST(BarRanges, every_run_of_a_tile_as_bar_by_bar) {
    constexpr std::int64_t bars = 300, tile = 256;
    TestRandom random(11);
    std::vector<double> low, high, close;
    for (std::int64_t t = 0; t < bars; ++t) {
        close.push_back(random.chance(0.2) ? 100.0 : random.uniform(1, 200));  // equal ones too
        low.push_back(close.back() - random.uniform(0, 5));
        high.push_back(close.back() + random.uniform(0, 5));
    }
    std::vector<double> rows(static_cast<std::size_t>(bar_ranges::doubles(tile)));
    for (std::int64_t first : {std::int64_t{0}, std::int64_t{64}, std::int64_t{256}}) {
        bar_ranges const ranges{rows.data(), tile + bar_ranges::beyond, first};
        ranges.build<scalar_lanes>(bars, low.data(), high.data(), close.data());
        for (std::int64_t t = first; t < std::min(first + tile, bars); ++t)
            for (std::int64_t end = t + 1; end <= std::min({t + 64, first + tile, bars}); ++end) {
                bar_extremes const found = ranges.over(t, end);
                ASSERT_EQ(found.low, *std::min_element(&low[t], &low[end - 1] + 1)) << t << " to " << end;
                ASSERT_EQ(found.high, *std::max_element(&high[t], &high[end - 1] + 1)) << t << " to " << end;
                ASSERT_EQ(found.least_close, *std::min_element(&close[t], &close[end - 1] + 1));
                ASSERT_EQ(found.most_close, *std::max_element(&close[t], &close[end - 1] + 1));
            }
    }
}

}  // namespace
}  // namespace basicbot
