// Stops of the reference ledger against numbers worked by hand (A2, A4, A6).

#include <gtest/gtest.h>

#include "tests/oracles/scenario.hpp"

namespace basicbot {
namespace {

cost_row with_stop(double stop, double slippage = 0) { return {0, slippage, stop}; }

TEST(LedgerStops, A2_a_level_inside_the_bar_fills_at_the_level) {
    // Long at 100, stop 10 %: level 90. Bar 2 opens at 95 and falls to 80: out at 90, bar 2 counts as held.
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 100, 95, 95}, {95, 96, 80, 85}, {85, 85, 85, 85}}, {"L"})
            .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[1].bar, 2);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 90);
    EXPECT_EQ(x.fills[1].reason, fill_reason::stop);
    EXPECT_DOUBLE_EQ(x.equity[2], 0.9);
    EXPECT_DOUBLE_EQ(x.equity[3], 0.9);
    EXPECT_EQ(x.held, (std::vector<bool>{false, true, true, false}));
}

TEST(LedgerStops, A2_a_gap_through_the_level_fills_at_the_worse_open) {
    // Level 90, bar 2 opens at 70: sold at 70 * (1 - 0) = 70. It left at the open, so bar 2 is not held.
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 100, 95, 95}, {70, 99, 60, 99}}, {"L"}).run(with_stop(0.1));
    EXPECT_EQ(x.fills[1].bar, 2);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 70);
    EXPECT_EQ(x.fills[1].reason, fill_reason::stop);
    EXPECT_DOUBLE_EQ(x.equity[2], 0.7);
    EXPECT_EQ(x.sums.held, 1);
}

TEST(LedgerStops, A2_the_stop_is_live_on_the_entry_bar) {
    // Bought at the open of bar 1 (100), low 90 touches the level exactly: out at 90 on the same bar.
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 120, 90, 118}, {118, 118, 118, 118}}, {"L"})
                          .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.trades[0].entry_bar, 1);
    EXPECT_EQ(x.trades[0].exit_bar, 1);
    EXPECT_DOUBLE_EQ(x.equity[1], 0.9);
    EXPECT_EQ(x.sums.held, 1);
}

TEST(LedgerStops, a_level_just_missed_does_not_fill) {
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 120, 90.5, 118}}, {"L"}).run(with_stop(0.1));
    EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    EXPECT_DOUBLE_EQ(x.equity[1], 1.18);
}

TEST(LedgerStops, A4_the_level_hangs_on_the_slipped_fill_and_slips_again) {
    // Slippage 25 %, stop 50 %. Bought at 80 * 1.25 = 100, level 50, sold at 50 * 0.75 = 37.5: equity 0.375.
    oracle_ledger x =
        scenario({{80, 80, 80, 80}, {80, 80, 60, 60}, {60, 60, 50, 55}}, {"L"}).run(with_stop(0.5, 0.25));
    EXPECT_DOUBLE_EQ(x.fills[1].price, 37.5);
    EXPECT_DOUBLE_EQ(x.equity[2], 0.375);
}

TEST(LedgerStops, short_stop_is_above_and_the_high_hits_it) {
    // Short at 100, stop 20 %: level 120. High 130: covered at 120, equity 2 - 1.2 = 0.8.
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 110, 90, 110}, {110, 130, 80, 80}, {80, 80, 80, 80}}, {"S"})
            .run(with_stop(0.2));
    EXPECT_EQ(x.fills[1].side, 1);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 120);
    EXPECT_DOUBLE_EQ(x.equity[3], 0.8);
    EXPECT_EQ(x.sums.wins, 0);
}

TEST(LedgerStops, short_gap_covers_at_the_open) {
    // Slippage 10 %: sold at 90, 1/90 units, cash 2, level 108. Opens at 150: covered at 150 * 1.1 = 165.
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 100, 100, 100}, {150, 150, 100, 100}}, {"S"})
                          .run(with_stop(0.2, 0.1));
    EXPECT_DOUBLE_EQ(x.fills[1].price, 165);
    EXPECT_NEAR(x.equity[2], 2 - 165 / 90.0, 1e-15);
}

TEST(LedgerStops, A2_after_a_stop_at_the_open_an_opposite_order_still_fills) {
    // Long at 100, level 90; short wanted at the close of bar 1. Bar 2 opens at 80: stopped at 80 (equity
    // 0.8), then short at 80 with 0.8: 0.01 units, cash 1.6. Close 60: 1.6 - 0.6 = 1.0.
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 100, 95, 95}, {80, 85, 60, 60}}, {"L", "S"})
                          .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::stop);
    EXPECT_EQ(x.fills[2].reason, fill_reason::entry);
    EXPECT_EQ(x.fills[2].side, -1);
    EXPECT_DOUBLE_EQ(x.fills[2].price, 80);
    EXPECT_DOUBLE_EQ(x.equity[2], 1.0);
}

TEST(LedgerStops, A2_an_order_to_close_dies_with_the_stopped_position) {
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 100, 95, 95}, {80, 85, 60, 60}, {60, 60, 60, 60}}, {"L", "l"})
            .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::stop);
    EXPECT_DOUBLE_EQ(x.equity[3], 0.8);
}

TEST(LedgerStops, a_reversed_position_can_be_stopped_on_its_first_bar) {
    // Long at 100, reversed at 100 on bar 2, short's level 110, high 115: covered at 110, equity 2 - 1.1 =
    // 0.9.
    oracle_ledger x =
        scenario({{100, 100, 100, 100}, {100, 100, 100, 100}, {100, 115, 100, 112}, {9, 9, 9, 9}}, {"L", "S"})
            .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[3].reason, fill_reason::stop);
    EXPECT_DOUBLE_EQ(x.equity[2], 0.9);
    EXPECT_EQ(x.sums.trades, 2);
}

TEST(LedgerStops, A6_after_a_stop_the_entry_rule_must_have_been_false) {
    // Stopped on bar 1 while the rule stays true on bars 1 and 2: no entry on bars 2 and 3. False on bar 3,
    // true again on bar 4: bought at the open of bar 5.
    scenario_bar flat{100, 100, 100, 100};
    oracle_ledger x = scenario({flat, {100, 100, 80, 100}, flat, flat, flat, flat}, {"L", "L", "L", "", "L"})
                          .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[1].bar, 1);
    EXPECT_EQ(x.fills[2].bar, 5);
}

TEST(LedgerStops, A6_false_on_the_stop_bar_itself_is_enough) {
    // The rule is false at the close of the bar that stopped, true one bar later: bought at the open of
    // bar 3.
    scenario_bar flat{100, 100, 100, 100};
    oracle_ledger x = scenario({flat, {100, 100, 80, 100}, flat, flat}, {"L", "", "L"}).run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[2].bar, 3);
}

TEST(LedgerStops, A6_a_masked_entry_does_not_lift_the_block) {
    // Bars 1-3: entry rule true all along, on bar 2 together with the exit rule. The raw rule was never
    // false.
    scenario_bar flat{100, 100, 100, 100};
    oracle_ledger x =
        scenario({flat, {100, 100, 80, 100}, flat, flat, flat}, {"L", "L", "Ll", "L"}).run(with_stop(0.1));
    EXPECT_EQ(x.fills.size(), 2u);
}

TEST(LedgerStops, A6_only_the_stopped_side_is_blocked) {
    // Long is stopped on bar 1, its rule stays true and short turns true: long is blocked, so there is no
    // conflict and the short is taken at the open of bar 2.
    scenario_bar flat{100, 100, 100, 100};
    oracle_ledger x = scenario({flat, {100, 100, 80, 100}, flat}, {"L", "LS"}).run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[2].side, -1);
    EXPECT_EQ(x.fills[2].bar, 2);
    EXPECT_EQ(x.sums.conflicts, 0);
}

TEST(LedgerStops, A4_a_stop_waits_on_zero_volume_and_keeps_resting) {
    // Level 90. Bar 2 (low 80, no volume): waits. Bar 3 opens at 92, low 91: not hit. Bar 4 opens at 85: out
    // at 85.
    oracle_ledger x = scenario({{100, 100, 100, 100, 1},
                                {100, 100, 100, 100, 1},
                                {95, 95, 80, 95, 0},
                                {92, 95, 91, 95, 1},
                                {85, 85, 85, 85, 1}},
                               {"L"})
                          .run(with_stop(0.1));
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.waits, (std::vector<int64_t>{2}));
    EXPECT_EQ(x.fills[1].bar, 4);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 85);
}

TEST(LedgerStops, A4_the_reference_price_stays_inside_the_bar) {
    // Slippage 50 %, stop 10 %: bought at 100 * 1.5 = 150, level 135 above the market. The stop is hit at
    // once, at the open (100), not at 135 which was never traded: sold at 100 * 0.5 = 50, equity 1/3.
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 110, 95, 110}}, {"L"}).run(with_stop(0.1, 0.5));
    EXPECT_EQ(x.fills[1].reason, fill_reason::stop);
    EXPECT_DOUBLE_EQ(x.fills[1].price, 50);
    EXPECT_DOUBLE_EQ(x.equity[1], 1 / 3.0);
}

TEST(LedgerStops, zero_means_no_stop) {
    oracle_ledger x = scenario({{100, 100, 100, 100}, {100, 100, 1, 100}}, {"L"}).run(with_stop(0));
    EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    EXPECT_DOUBLE_EQ(x.equity[1], 1);
}

}  // namespace
}  // namespace basicbot
