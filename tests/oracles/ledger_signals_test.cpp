// Which orders the reference ledger reads out of the four rules, and the edges of a window (A6, A9).

#include <gtest/gtest.h>

#include "tests/oracles/scenario.hpp"

namespace basicbot {
namespace {

scenario_bar const flat{100, 100, 100, 100};

TEST(LedgerSignals, A6_both_entries_give_no_order_and_one_conflict) {
    oracle_ledger x = scenario({flat, flat, flat}, {"LS"}).run();
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(x.conflicts, (std::vector<int64_t>{0}));
    EXPECT_EQ(x.sums.conflicts, 1);
}

TEST(LedgerSignals, A6_a_conflict_leaves_the_position_alone) {
    oracle_ledger x = scenario({flat, flat, flat, flat}, {"L", "LS", "LS"}).run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    EXPECT_EQ(x.sums.conflicts, 2);
}

TEST(LedgerSignals, A6_exit_beats_entry_of_the_same_side) {
    oracle_ledger x = scenario({flat, flat, flat, flat}, {"Ll", "L", "Ll"}).run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[0].bar, 2);  // bar 0 gave nothing, bar 1 the entry
    EXPECT_EQ(x.fills[1].bar, 3);
    EXPECT_EQ(x.fills[1].reason, fill_reason::exit);
}

TEST(LedgerSignals, A6_an_exit_of_one_side_lets_the_other_enter) {
    // Entry and exit of the long together are an exit, so the short alone enters: no conflict.
    oracle_ledger x = scenario({flat, flat, flat}, {"LlS"}).run();
    EXPECT_EQ(x.fills[0].side, -1);
    EXPECT_EQ(x.sums.conflicts, 0);
}

TEST(LedgerSignals, A6_entry_while_in_that_side_does_nothing) {
    oracle_ledger x = scenario({flat, flat, flat, flat}, {"S", "S", "S"}).run();
    EXPECT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.sums.trades, 1);
}

TEST(LedgerSignals, an_exit_of_the_other_side_does_nothing) {
    for (auto letters : {std::vector<std::string>{"L", "s", "s"}, std::vector<std::string>{"S", "l", "l"}}) {
        oracle_ledger x = scenario({flat, flat, flat, flat}, letters).run();
        ASSERT_EQ(x.fills.size(), 2u);
        EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    }
}

TEST(LedgerSignals, A6_exit_and_opposite_entry_together_reverse) {
    oracle_ledger x = scenario({flat, flat, flat}, {"L", "lS"}).run();
    ASSERT_EQ(x.fills.size(), 4u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::reverse);
    EXPECT_EQ(x.fills[2].bar, 2);
}

TEST(LedgerSignals, A9_the_bar_before_the_window_decides_its_first_open) {
    // Window [2, 4): the entry of bar 1 fills at the open of bar 2, the entry of bar 0 alone would not count.
    scenario s({flat, flat, {50, 60, 50, 60}, {60, 75, 60, 75}}, {"", "L"});
    oracle_ledger x = s.run(window{2, 4});
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[0].bar, 2);
    EXPECT_EQ(x.fills[0].price, 50);
    ASSERT_EQ(x.equity.size(), 2u);
    EXPECT_DOUBLE_EQ(x.equity[0], 1.2);
    EXPECT_DOUBLE_EQ(x.equity[1], 1.5);
    EXPECT_DOUBLE_EQ(x.sums.s1, 0.2 + 0.25);
}

TEST(LedgerSignals, A9_older_decisions_do_not_reach_the_window) {
    // A through-run would be long from bar 1 on; the window [2, 4) starts flat with no order wanted.
    oracle_ledger x = scenario({flat, flat, flat, flat}, {"L"}).run(window{2, 4});
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(x.sums.bars, 2);
}

TEST(LedgerSignals, A9_at_the_windows_end_the_position_is_closed_with_costs) {
    // Fee 25 %, start 1: bought at 100, units 1/125. Closed at 200: notional 1.6, fee 0.4, equity 1.2 in
    // place of 1.6.
    oracle_ledger x =
        scenario({flat, {100, 200, 100, 200}, flat}, {"L"}).run(window{0, 2}, cost_row{0.25, 0, 0});
    EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    EXPECT_EQ(x.fills[1].bar, 1);
    EXPECT_DOUBLE_EQ(x.fills[1].fee, 0.4);
    EXPECT_DOUBLE_EQ(x.equity[1], 1.2);
    EXPECT_DOUBLE_EQ(x.sums.wealth, 1.2);
    EXPECT_EQ(x.sums.held, 1);
    EXPECT_EQ(x.sums.trades, 1);
}

TEST(LedgerSignals, A9_the_closing_slips_at_the_last_close) {
    // Short at 100 * 0.5 = 50: 0.02 units, cash 2. Covered at the close 40 * 1.5 = 60: 2 - 1.2 = 0.8.
    oracle_ledger x = scenario({flat, {100, 100, 40, 40}}, {"S"}).run(cost_row{0, 0.5, 0});
    EXPECT_DOUBLE_EQ(x.fills[1].price, 60);
    EXPECT_DOUBLE_EQ(x.equity[1], 0.8);
}

TEST(LedgerSignals, A9_the_closing_at_the_windows_end_needs_no_volume) {
    oracle_ledger x =
        scenario({{100, 100, 100, 100, 1}, {100, 100, 100, 100, 1}, {50, 50, 50, 50, 0}}, {"L"}).run();
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[1].reason, fill_reason::window_end);
    EXPECT_DOUBLE_EQ(x.equity[2], 0.5);
    EXPECT_EQ(x.sums.waits, 0);
}

TEST(LedgerSignals, A9_a_decision_on_the_last_bar_dies) {
    oracle_ledger x = scenario({flat, flat, flat}, {"", "L"}).run(window{0, 2});
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(scenario({flat, flat}, {"", "LS"}).run().sums.conflicts, 0);
}

TEST(LedgerSignals, A9_a_conflict_on_the_bar_before_the_window_counts) {
    EXPECT_EQ(scenario({flat, flat, flat}, {"LS"}).run(window{1, 3}).sums.conflicts, 1);
    EXPECT_EQ(scenario({flat, flat, flat}, {"LS"}).run(window{2, 3}).sums.conflicts, 0);
}

TEST(LedgerSignals, a_window_of_one_bar_opens_and_closes) {
    oracle_ledger x = scenario({flat, {40, 50, 40, 50}, flat}, {"L"}).run(window{1, 2});
    ASSERT_EQ(x.fills.size(), 2u);
    EXPECT_EQ(x.fills[0].bar, 1);
    EXPECT_EQ(x.fills[1].bar, 1);
    EXPECT_DOUBLE_EQ(x.equity[0], 1.25);
    EXPECT_EQ(x.sums.held, 1);
    EXPECT_EQ(x.sums.bars, 1);
}

TEST(LedgerSignals, a_window_from_bar_zero_has_no_bar_before_it) {
    oracle_ledger x = scenario({flat, flat}, {"L"}).run(window{0, 1});
    EXPECT_TRUE(x.fills.empty());
    EXPECT_EQ(x.sums.bars, 1);
}

}  // namespace
}  // namespace basicbot
