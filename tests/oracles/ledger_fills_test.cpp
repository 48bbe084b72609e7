// Fills and money of the reference ledger against numbers worked by hand (A1, A2, A4, A5).

#include <gtest/gtest.h>

#include "tests/oracles/scenario.hpp"

namespace basicbot {
namespace {

TEST(LedgerFills, no_signals_no_trades) {
    oracle_ledger x = scenario({{10, 11, 9, 10}, {10, 12, 10, 12}}, {}).run();
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(x.equity, (std::vector<double>{1, 1}));
    EXPECT_EQ(x.sums.bars, 2);
    EXPECT_EQ(x.sums.wealth, 1);
    EXPECT_EQ(x.sums.drawdown, 0);
    EXPECT_EQ(x.sums.trades, 0);
    EXPECT_EQ(x.sums.held, 0);
    EXPECT_EQ(x.sums.equity, 2);
    EXPECT_EQ(x.sums.s2, 0);
}

TEST(LedgerFills, A2_entry_fills_at_the_next_open_exit_at_the_one_after) {
    // Decided at the close of bar 0, bought at 20 on bar 1 with 1 -> 0.05 units, marked 25 * 0.05 = 1.25;
    // exit decided on bar 1, sold at 30 on bar 2 -> 1.5.
    oracle_ledger x = scenario({{10, 10, 10, 10}, {20, 25, 20, 25}, {30, 30, 30, 30}}, {"L", "l"}).run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[0].bar, 1);
    EXPECT_EQ(x.fills[0].side, 1);
    EXPECT_EQ(x.fills[0].price, 20);
    EXPECT_DOUBLE_EQ(x.fills[0].units, 0.05);
    EXPECT_EQ(x.fills[0].reason, fill_reason::entry);
    EXPECT_EQ(x.fills[1].bar, 2);
    EXPECT_EQ(x.fills[1].side, -1);
    EXPECT_EQ(x.fills[1].price, 30);
    EXPECT_EQ(x.fills[1].reason, fill_reason::exit);
    ASSERT_EQ(x.equity.size(), 3u);
    EXPECT_DOUBLE_EQ(x.equity[0], 1);
    EXPECT_DOUBLE_EQ(x.equity[1], 1.25);
    EXPECT_DOUBLE_EQ(x.equity[2], 1.5);
    EXPECT_EQ(x.held, (std::vector<bool>{false, true, false}));  // out at the open of bar 2
    EXPECT_EQ(x.sums.trades, 1);
    EXPECT_EQ(x.sums.wins, 1);
    EXPECT_DOUBLE_EQ(x.sums.won, 0.5);
}

TEST(LedgerFills, A1_a_short_keeps_its_units) {
    // Short at 100 with 1: 0.01 units, cash 2. Closes 120 and 90: 2 - 1.20 = 0.80, then 2 - 0.90 = 1.10.
    // (Compounding -r would give 0.80 * 1.25 = 1.00.)
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 120, 100, 120}, {120, 120, 90, 90}}, {"S"}).run();
    EXPECT_DOUBLE_EQ(x.equity[1], 0.80);
    EXPECT_DOUBLE_EQ(x.equity[2], 1.10);
    EXPECT_DOUBLE_EQ(x.sums.drawdown, -0.20);
    EXPECT_DOUBLE_EQ(x.sums.s1, -0.20 + 0.375);
}

TEST(LedgerFills, A4_A5_long_round_trip_with_fee_and_slippage) {
    // Start 1000, fee 10 %, slippage 25 %. Buy at 80 * 1.25 = 100: units 1000 / (100 * 1.1) = 9.0909...,
    // notional 909.0909..., fee 90.9090..., cash 0. Sell at 160 * 0.75 = 120: notional 1090.9090..., fee
    // 109.0909..., cash 981.8181... (= 1000 * 120 * 0.9 / (100 * 1.1)). A loss after costs though the price
    // doubled.
    oracle_ledger x = scenario({{80, 80, 80, 80}, {80, 80, 80, 80}, {160, 160, 160, 160}}, {"L", "l"})
                          .run(cost_row{0.1, 0.25, 0}, oracle_terms{1000, 0, 0});
    EXPECT_DOUBLE_EQ(x.fills[0].price, 100);
    EXPECT_DOUBLE_EQ(x.fills[0].units, 1000 / 110.0);
    EXPECT_DOUBLE_EQ(x.fills[0].fee, 1000 / 11.0);
    EXPECT_EQ(x.cash[1], 0);
    EXPECT_DOUBLE_EQ(x.equity[1], 80 * 1000 / 110.0);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 120);
    EXPECT_DOUBLE_EQ(x.fills[1].fee, 1200 / 11.0);
    EXPECT_DOUBLE_EQ(x.equity[2], 10800 / 11.0);
    EXPECT_NEAR(x.trades[0].profit, 10800 / 11.0 - 1000, 1e-12);
    EXPECT_EQ(x.sums.wins, 0);
    EXPECT_DOUBLE_EQ(x.sums.fees, 2200 / 11.0);
    EXPECT_DOUBLE_EQ(x.sums.notional, 22000 / 11.0);
}

TEST(LedgerFills, A4_A5_short_round_trip_with_fee_and_slippage) {
    // Start 1100, fee 10 %, slippage 50 %. Sell at 200 * 0.5 = 100: units 1100 / 110 = 10, notional 1000, fee
    // 100, cash 1100 + 1000 - 100 = 2000. Cover at 40 * 1.5 = 60: notional 600, fee 60, cash 1340. Profit
    // 240.
    oracle_ledger x = scenario({{200, 200, 200, 200}, {200, 200, 150, 150}, {40, 40, 40, 40}}, {"S", "s"})
                          .run(cost_row{0.1, 0.5, 0}, oracle_terms{1100, 0, 0});
    EXPECT_DOUBLE_EQ(x.fills[0].price, 100);
    EXPECT_DOUBLE_EQ(x.fills[0].units, 10);
    EXPECT_EQ(x.fills[0].side, -1);
    EXPECT_DOUBLE_EQ(x.cash[1], 2000);
    EXPECT_DOUBLE_EQ(x.equity[1], 500);  // 2000 - 10 * 150: slippage of 50 % is paid at once
    EXPECT_DOUBLE_EQ(x.fills[1].price, 60);
    EXPECT_EQ(x.fills[1].side, 1);
    EXPECT_DOUBLE_EQ(x.equity[2], 1340);
    EXPECT_DOUBLE_EQ(x.sums.won, 240);
    EXPECT_DOUBLE_EQ(x.sums.fees, 160);
    EXPECT_DOUBLE_EQ(x.sums.notional, 1600);
}

TEST(LedgerFills, A6_a_reversal_closes_and_opens_at_one_price_and_pays_both_legs) {
    // Fee 10 %, start 1100. Long at 100: 10 units, fee 100. Reversal at 121: notional 1210, fee 121, cash
    // 1089 flat. Short 1089 / (121 * 1.1) = 8.1818..., notional 990, fee 99: cash 1089 + 990 - 99 = 1980.
    // Close at 110: 1980 - 900 = 1080 marked; the window's end costs 90: 990.
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 121, 100, 121}, {121, 121, 110, 110}}, {"L", "S"})
                          .run(cost_row{0.1, 0, 0}, oracle_terms{1100, 0, 0});
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::reverse);
    EXPECT_EQ(x.fills[2].reason, fill_reason::reverse);
    EXPECT_EQ(x.fills[1].price, x.fills[2].price);
    EXPECT_DOUBLE_EQ(x.fills[1].fee, 121);
    EXPECT_DOUBLE_EQ(x.fills[2].fee, 99);
    EXPECT_DOUBLE_EQ(x.fills[2].units, 90 / 11.0);
    EXPECT_NEAR(x.trades[0].profit, 1089.0 - 1100, 1e-12);
    EXPECT_DOUBLE_EQ(x.trades[1].before, 1089);
    EXPECT_DOUBLE_EQ(x.equity[2], 990);
    EXPECT_DOUBLE_EQ(x.sums.fees, 100 + 121 + 99 + 90);
    EXPECT_DOUBLE_EQ(x.sums.notional, 1000 + 1210 + 990 + 900);
    EXPECT_EQ(x.sums.held, 2);
}

TEST(LedgerFills, A6_short_to_long_reverses_at_the_buying_price) {
    // Slippage 10 %. Short at 100 * 0.9 = 90: 1/90 units, cash 2. Reversal buys at 50 * 1.1 = 55: cash 2 -
    // 55/90, all of it into units at 55.
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 100, 50, 50}, {50, 66, 50, 66}, {66, 66, 66, 66}}, {"S", "L"})
            .run(window{0, 3}, cost_row{0, 0.1, 0});
    EXPECT_DOUBLE_EQ(x.fills[1].price, 55);
    EXPECT_DOUBLE_EQ(x.fills[2].price, 55);
    double flat = 2 - 55 / 90.0;
    EXPECT_DOUBLE_EQ(x.trades[0].after, flat);
    EXPECT_DOUBLE_EQ(x.fills[2].units, flat / 55);
    EXPECT_DOUBLE_EQ(x.equity[2], flat / 55 * 66 * 0.9);  // closed at the window's end with slippage
}

TEST(LedgerFills, A4_an_order_waits_on_zero_volume_and_is_counted) {
    // Bought at the open of bar 3 (40), not of bars 1 (20) and 2 (30) where nothing was traded.
    oracle_ledger x =
        scenario({{10, 10, 10, 10, 5}, {20, 20, 20, 20, 0}, {30, 30, 30, 30, 0}, {40, 50, 40, 50, 1}}, {"L"})
            .run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[0].bar, 3);
    EXPECT_EQ(x.fills[0].price, 40);
    EXPECT_EQ(x.waits, (std::vector<int64_t>{1, 2}));
    EXPECT_EQ(x.sums.waits, 2);
    EXPECT_DOUBLE_EQ(x.equity[3], 1.25);
}

TEST(LedgerFills, A4_the_newest_decision_replaces_a_waiting_order) {
    // A long waits on bar 1; at its close the exit rule calls it off: nothing is ever bought.
    oracle_ledger x =
        scenario({{10, 10, 10, 10, 5}, {20, 20, 20, 20, 0}, {30, 30, 30, 30, 7}}, {"L", "l"}).run();
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(x.sums.waits, 1);
}

TEST(LedgerFills, A4_unknown_volume_never_waits) {
    double unknown = std::numeric_limits<double>::quiet_NaN();
    oracle_ledger x = scenario({{10, 10, 10, 10, unknown}, {20, 20, 20, 20, unknown}}, {"L"}).run();
    EXPECT_EQ(x.fills[0].bar, 1);
    EXPECT_EQ(x.sums.waits, 0);
}

}  // namespace
}  // namespace basicbot
