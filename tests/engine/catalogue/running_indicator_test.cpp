// Every entry, advanced bar by bar and moved through snapshots on its way, has the bits of its column.

#include "engine/catalogue/running_indicator.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "tests/kernels/indicators/columns_support.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

using columns_test::Kind;

class Running : public testing::TestWithParam<std::size_t> {
  protected:
    IndicatorEntry const& entry() const { return indicators()[GetParam()]; }
    columns_test::Entry const& batch() const { return columns_test::entry_named(entry().info->name); }
};

// The inputs up to the newest bar, in memory that ends there.
struct Feed {
    columns_test::Bars bars;
    std::vector<double const*> pointers;

    Feed(columns_test::Bars const& all, std::int64_t bar) {
        for (columns_test::Series const& x : all) {
            bars.emplace_back(x.begin(), x.begin() + bar + 1);
            bars.back().shrink_to_fit();
        }
        for (columns_test::Series const& x : bars) pointers.push_back(x.data());
    }
};

TEST_P(Running, has_the_bits_of_the_column_through_snapshots) {
    auto const sets = columns_test::parameter_sets(batch(), 9);
    if (entry().repaints) {
        EXPECT_THROW(RunningIndicator(entry(), sets[0], 0), std::invalid_argument);
        return;
    }
    TestRandom random(5);
    for (Kind kind : {Kind::walk, Kind::flat, Kind::huge}) {
        columns_test::Bars bars = columns_test::make_bars(batch(), kind, 400);
        bars[0][260] = std::numeric_limits<double>::quiet_NaN();
        for (std::int64_t begin : {0, 67}) {
            auto const want = columns_test::run(batch(), 0, bars, begin, sets);
            for (std::size_t set = 0; set < sets.size(); ++set) {
                RunningIndicator running(entry(), sets[set], begin);
                std::vector<double> out(entry().outputs.size());
                for (std::int64_t t = begin; t < 400; ++t) {
                    if (random.below(40) == 0) {
                        RunningIndicator next(entry(), sets[set], begin);
                        next.restore(running.snapshot());
                        running.restore(next.snapshot());
                        ASSERT_EQ(running.next_bar(), t);
                    }
                    Feed const feed(bars, t);
                    running.step(feed.pointers, out.data());
                    for (std::size_t k = 0; k < out.size(); ++k)
                        ASSERT_EQ(bits_of(out[k]),
                                  bits_of(want.columns[set * out.size() + k][static_cast<std::size_t>(t)]))
                            << "set " << set << " output " << k << " bar " << t;
                }
            }
        }
    }
}

TEST_P(Running, refuses_the_snapshots_of_others) {
    if (entry().repaints) return;  // there is none of it
    auto const sets = columns_test::parameter_sets(batch(), 3);
    RunningIndicator running(entry(), sets[1], 0);
    columns_test::Bars const bars = columns_test::make_bars(batch(), Kind::walk, 30);
    std::vector<double> out(entry().outputs.size());
    for (std::int64_t t = 0; t < 30; ++t) {
        Feed const feed(bars, t);
        running.step(feed.pointers, out.data());
    }
    std::vector<std::byte> const good = running.snapshot();
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::vector<std::byte> damaged = good;
        damaged[i] ^= std::byte{0x04};
        EXPECT_THROW(running.restore(damaged), std::invalid_argument) << "byte " << i;
    }
    EXPECT_THROW(running.restore({}), std::invalid_argument);
    EXPECT_THROW(RunningIndicator(entry(), sets[1], 1).restore(good), std::invalid_argument);
    if (!entry().params.empty()) {
        EXPECT_THROW(RunningIndicator(entry(), sets[2], 0).restore(good), std::invalid_argument);
        EXPECT_THROW(RunningIndicator(entry(), {}, 0), std::invalid_argument);
    }
    IndicatorEntry const& other = computed_indicators()[(GetParam() + 1) % computed_indicators().size()];
    EXPECT_THROW(
        RunningIndicator(other,
                         columns_test::parameter_sets(columns_test::entry_named(other.info->name), 1)[0], 0)
            .restore(good),
        std::invalid_argument);
    EXPECT_THROW(running.step({}, out.data()), std::invalid_argument);
    EXPECT_EQ(running.next_bar(), 30);
}

INSTANTIATE_TEST_SUITE_P(Every, Running, testing::Range(std::size_t{0}, columns_test::entries().size()),
                         [](auto const& i) { return columns_test::entries()[i.param].name; });

}  // namespace
}  // namespace basicbot
