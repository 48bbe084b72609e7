// The test tools themselves: seeded, shaped as promised, and able to fail.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tests/oracles/ledger.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/rules.hpp"
#include "tests/support/tolerance.hpp"

namespace basicbot {
namespace {

TEST(Support, random_numbers_are_splitmix64) {
    // First outputs for seed 1234567 as published with the reference code (Vigna).
    TestRandom random(1234567);
    EXPECT_EQ(random.word(), 6457827717110365317ull);
    EXPECT_EQ(random.word(), 3203168211198807973ull);
    EXPECT_EQ(random.word(), 9817491932198370423ull);
}

TEST(Support, bars_are_well_formed_and_repeatable) {
    for (named_bars const& market : market_recipes(3, 1000)) {
        oracle_bars a = make_bars(market.recipe), b = make_bars(market.recipe);
        EXPECT_EQ(a.close, b.close) << market.name;
        ASSERT_EQ(a.size(), 1000);
        for (int64_t t = 0; t < a.size(); ++t) {
            ASSERT_GT(a.low[t], 0) << market.name;
            ASSERT_LE(a.low[t], std::min(a.open[t], a.close[t])) << market.name;
            ASSERT_GE(a.high[t], std::max(a.open[t], a.close[t])) << market.name;
            ASSERT_EQ(std::isnan(a.volume[t]), !market.recipe.volume_known) << market.name;
        }
    }
}

TEST(Support, each_market_has_what_its_name_says) {
    for (named_bars const& market : market_recipes(3, 1000)) {
        oracle_bars bars = make_bars(market.recipe);
        int64_t gaps = 0, flat = 0, quiet = 0;
        for (int64_t t = 1; t < bars.size(); ++t) {
            gaps += bars.open[t] != bars.close[t - 1];
            flat += bars.high[t] == bars.low[t];
            quiet += bars.volume[t] == 0;
        }
        bool has_gaps = market.recipe.gap_rate > 0, has_quiet = market.recipe.quiet_rate > 0;
        EXPECT_EQ(gaps > 10, has_gaps) << market.name;
        EXPECT_EQ(quiet > 10, has_quiet) << market.name;
        EXPECT_TRUE(market.recipe.flat_rate == 0 || flat > 100) << market.name;
    }
}

TEST(Support, rules_follow_their_rate_sides_and_warm_up) {
    oracle_rules rules = random_rules(1, 10000, 0.05, 1, rule_sides::long_only, 500);
    auto count = [](std::vector<bool> const& x) { return std::count(x.begin(), x.end(), true); };
    EXPECT_NEAR(static_cast<double>(count(rules.long_entry)), 475, 100);
    EXPECT_EQ(std::count(rules.long_entry.begin(), rules.long_entry.begin() + 500, true), 0);
    EXPECT_EQ(count(rules.short_entry) + count(rules.short_exit), 0);
    EXPECT_EQ(count(random_rules(1, 100, 0).long_entry), 0);
}

TEST(Support, tolerances_fail_when_they_should) {
    EXPECT_TRUE(within(1.0 + 1e-13, 1, 1));
    EXPECT_FALSE(within(1.0 + 1e-11, 1, 1));
    EXPECT_FALSE(within(std::nan(""), 1, 1));
    EXPECT_FALSE(within(1, std::nan(""), 1));
    EXPECT_TRUE(within(std::nan(""), std::nan(""), 1));
    EXPECT_FALSE(same_bits(0.0, -0.0));

    bar_recipe recipe;
    oracle_bars bars = make_bars(recipe);
    oracle_rules rules = random_rules(2, recipe.size, 0.05, 3);
    oracle_ledger x = run_ledger(bars, rules, cost_row{0.001, 0.001, 0.02}, {0, recipe.size});
    ASSERT_GT(x.trades.size(), 5u);
    EXPECT_TRUE(sums_match(x.sums, x));
    double window_sums::*fields[] = {
        &window_sums::bars,  &window_sums::wealth,   &window_sums::drawdown, &window_sums::s1,
        &window_sums::s2,    &window_sums::s3,       &window_sums::s4,       &window_sums::down2,
        &window_sums::gain,  &window_sums::loss,     &window_sums::trades,   &window_sums::wins,
        &window_sums::won,   &window_sums::lost,     &window_sums::profit2,  &window_sums::held,
        &window_sums::fees,  &window_sums::notional, &window_sums::equity,   &window_sums::conflicts,
        &window_sums::waits, &window_sums::ruined,   &window_sums::deficit};
    for (size_t i = 0; i < std::size(fields); ++i) {
        auto field = fields[i];
        window_sums wrong = x.sums;
        wrong.*field = wrong.*field * (1 + 1e-8) + (wrong.*field == 0 ? 1e-8 : 0);
        EXPECT_FALSE(sums_match(wrong, x)) << "field " << i;
    }
}

}  // namespace
}  // namespace basicbot
