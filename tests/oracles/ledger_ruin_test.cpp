// Ruin (A14) in the reference ledger against numbers worked by hand.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/oracles/scenario.hpp"

namespace basicbot {
namespace {

scenario_bar const calm{100, 100, 100, 100};

TEST(LedgerRuin, A14_a_short_that_triples_closes_the_account_at_the_mark) {
    // Short at 100: 0.01 units, cash 2. Close 300: 2 - 3 = -1: equity 0, deficit 1, bar return -1.
    oracle_ledger x =
        scenario({calm, {100, 300, 100, 300}, {300, 300, 10, 10}, {10, 10, 10, 10}}, {"S", "L", "L"}).run();
    EXPECT_EQ(x.ruin_bar, 1);
    EXPECT_EQ(x.fills.size(), 1u);  // nothing is traded at the mark or after it
    EXPECT_EQ(x.equity, (std::vector<double>{1, 0, 0, 0}));
    EXPECT_EQ(x.sums.ruined, 1);
    EXPECT_DOUBLE_EQ(x.sums.deficit, 1);
    EXPECT_EQ(x.sums.wealth, 0);
    EXPECT_EQ(x.sums.drawdown, -1);
    EXPECT_EQ(x.sums.s1, -1);  // bar 0: 0, bar 1: -1, bars 2 and 3 absent
    EXPECT_EQ(x.sums.s2, 1);
    EXPECT_EQ(x.sums.bars, 4);
    EXPECT_EQ(x.sums.held, 1);
    EXPECT_EQ(x.sums.trades, 1);
    EXPECT_EQ(x.sums.lost, -1);
    EXPECT_EQ(x.trades[0].reason, fill_reason::ruin);
    EXPECT_TRUE(std::isnan(x.trades[0].exit_price));
    EXPECT_EQ(x.sums.equity, 1);
}

TEST(LedgerRuin, A14_equity_of_exactly_zero_is_ruin) {
    oracle_ledger x = scenario({calm, {100, 200, 100, 200}, calm}, {"S"}).run();
    EXPECT_EQ(x.sums.ruined, 1);
    EXPECT_EQ(x.sums.deficit, 0);
    EXPECT_EQ(x.sums.wealth, 0);
}

TEST(LedgerRuin, A14_a_dip_inside_the_bar_is_no_ruin) {
    // High 500 inside the bar, close 150: 2 - 1.5 = 0.5 lives on.
    oracle_ledger x = scenario({calm, {100, 500, 100, 150}, {150, 150, 100, 100}}, {"S"}).run();
    EXPECT_EQ(x.sums.ruined, 0);
    EXPECT_DOUBLE_EQ(x.equity[1], 0.5);
    EXPECT_DOUBLE_EQ(x.equity[2], 1.0);
}

TEST(LedgerRuin, A14_a_reversal_without_money_does_not_open) {
    // Short at 100, reversal at an open of 250: cash 2 - 2.5 = -0.5 at the fill. No long leg, deficit 0.5.
    oracle_ledger x = scenario({calm, calm, {250, 250, 250, 250}, calm}, {"S", "L"}).run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.ruin_bar, 2);
    EXPECT_DOUBLE_EQ(x.sums.deficit, 0.5);
    EXPECT_DOUBLE_EQ(x.sums.notional, 1 + 2.5);
    EXPECT_EQ(x.sums.held, 1);  // bar 1; it left at the open of bar 2
    EXPECT_EQ(x.sums.lost, -1);
}

TEST(LedgerRuin, A14_a_stop_filled_beyond_all_money_is_ruin_at_the_fill) {
    // Short at 100, level 120, bar 2 opens at 220: covered at 220, cash -0.2; the fall to 100 helps no more.
    oracle_ledger x = scenario({calm, calm, {220, 220, 100, 100}}, {"S"}).run(cost_row{0, 0, 0.2});
    EXPECT_EQ(x.ruin_bar, 2);
    EXPECT_NEAR(x.sums.deficit, 0.2, 1e-15);
    EXPECT_EQ(x.equity[2], 0);
    EXPECT_EQ(x.trades[0].reason, fill_reason::stop);
    EXPECT_EQ(x.trades[0].after, 0);
}

TEST(LedgerRuin, A14_costs_of_the_closing_can_ruin_at_the_windows_end) {
    // Slippage 10 %: sold at 90, 1/90 units, cash 2. Close 170 marks 2 - 170/90 = 0.11 and would live;
    // closing there costs 187/90: -0.0777..., ruin.
    oracle_ledger x = scenario({calm, {100, 170, 100, 150}, {150, 170, 150, 170}}, {"S"})
                          .run(window{0, 3}, cost_row{0, 0.1, 0});
    EXPECT_EQ(x.ruin_bar, 2);
    EXPECT_NEAR(x.sums.deficit, 187 / 90.0 - 2, 1e-15);
    EXPECT_DOUBLE_EQ(x.equity[1], 2 - 150 / 90.0);
    EXPECT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.equity[2], 0);
}

}  // namespace
}  // namespace basicbot
