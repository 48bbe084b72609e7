// What must hold for the reference ledger on every market and rule set, checked from its own lists by other
// ways.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/oracles/ledger.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/rules.hpp"
#include "tests/support/tolerance.hpp"

namespace basicbot {
namespace {

struct case_of_run {
    std::string name;
    oracle_bars bars;
    oracle_rules rules;
    cost_row costs;
    window span;
    oracle_ledger x;
};

std::vector<case_of_run> const& cases() {
    static std::vector<case_of_run> const list = [] {
        std::vector<case_of_run> made;
        int64_t const size = 400;
        uint64_t seed = 7;
        for (named_bars const& market : market_recipes(11, size))
            for (double rate : {0.005, 0.05, 0.3})
                for (cost_row costs :
                     {cost_row{0, 0, 0}, cost_row{0.001, 0.0005, 0.02}, cost_row{0.01, 0.02, 0.01}})
                    for (window span : {window{0, size}, window{57, 300}, window{120, 121}}) {
                        oracle_bars bars = make_bars(market.recipe);
                        oracle_rules rules = random_rules(++seed, size, rate, 6);
                        oracle_ledger x = run_ledger(bars, rules, costs, span, {1000, 0.0001, 0.0002});
                        made.push_back(
                            {market.name + " seed " + std::to_string(seed), bars, rules, costs, span, x});
                    }
        return made;
    }();
    return list;
}

TEST(LedgerRandom, the_cases_reach_every_kind_of_event) {
    int64_t reasons[6] = {}, waits = 0, conflicts = 0, ruins = 0;
    for (case_of_run const& c : cases()) {
        for (oracle_fill const& f : c.x.fills) ++reasons[static_cast<int>(f.reason)];
        waits += c.x.waits.size();
        conflicts += c.x.conflicts.size();
        ruins += c.x.ruin_bar >= 0;
    }
    for (fill_reason r : {fill_reason::entry, fill_reason::exit, fill_reason::reverse, fill_reason::stop,
                          fill_reason::window_end})
        EXPECT_GT(reasons[static_cast<int>(r)], 50) << static_cast<int>(r);
    EXPECT_GT(waits, 50);
    EXPECT_GT(conflicts, 50);
    EXPECT_GT(ruins, 0);
}

TEST(LedgerRandom, A10_plain_sums_agree_with_extended_precision) {
    for (case_of_run const& c : cases()) EXPECT_TRUE(sums_match(c.x.sums, c.x)) << c.name;
}

TEST(LedgerRandom, A1_equity_follows_from_the_fills_alone) {
    for (case_of_run const& c : cases()) {
        long double cash = 1000, units = 0;
        size_t next = 0;
        for (int64_t t = c.span.begin; t < c.span.end; ++t) {
            for (; next < c.x.fills.size() && c.x.fills[next].bar == t; ++next) {
                oracle_fill const& f = c.x.fills[next];
                units += f.side * static_cast<long double>(f.units);
                cash -= f.side * static_cast<long double>(f.units) * f.price + f.fee;
            }
            double equity = c.x.equity[t - c.span.begin];
            if (c.x.ruin_bar >= 0 && t >= c.x.ruin_bar)
                ASSERT_EQ(equity, 0) << c.name;
            else
                ASSERT_NEAR(equity, cash + units * c.bars.close[t], 1e-8) << c.name << " bar " << t;
        }
        EXPECT_EQ(next, c.x.fills.size()) << c.name;
    }
}

TEST(LedgerRandom, profits_add_up_to_the_change_of_the_account) {
    for (case_of_run const& c : cases()) {
        long double sum = 0;
        for (oracle_trade const& t : c.x.trades) sum += t.profit;
        EXPECT_NEAR(sum, c.x.equity.back() - 1000, 1e-8) << c.name;
    }
}

TEST(LedgerRandom, A4_reference_prices_were_traded_on_a_bar_with_volume) {
    for (case_of_run const& c : cases())
        for (oracle_fill const& f : c.x.fills) {
            double reference = f.price / (1 + f.side * c.costs.slippage);
            EXPECT_GE(reference, c.bars.low[f.bar] * (1 - 1e-15)) << c.name << " bar " << f.bar;
            EXPECT_LE(reference, c.bars.high[f.bar] * (1 + 1e-15)) << c.name << " bar " << f.bar;
            EXPECT_TRUE(f.reason == fill_reason::window_end || c.bars.volume[f.bar] != 0) << c.name;
            EXPECT_NEAR(f.fee, f.units * f.price * c.costs.fee, 1e-12 * f.fee) << c.name;
        }
}

TEST(LedgerRandom, A2_no_position_outlives_its_stop) {
    for (case_of_run const& c : cases()) {
        if (c.costs.stop == 0) continue;
        for (oracle_trade const& trade : c.x.trades)
            for (int64_t t = trade.entry_bar; t < trade.exit_bar; ++t) {
                if (c.bars.volume[t] == 0) continue;
                double level = trade.entry_price * (1 - trade.side * c.costs.stop);
                if (trade.side > 0)
                    EXPECT_GT(c.bars.low[t], level) << c.name << " bar " << t;
                else
                    EXPECT_LT(c.bars.high[t], level) << c.name << " bar " << t;
            }
    }
}

TEST(LedgerRandom, later_bars_change_nothing_before_them) {
    for (case_of_run const& c : cases()) {
        int64_t cut = (c.span.begin + c.span.end) / 2;
        oracle_bars bars = c.bars;
        oracle_rules rules = c.rules;
        for (int64_t t = cut; t < bars.size(); ++t) {
            for (auto* field : {&bars.open, &bars.high, &bars.low, &bars.close}) (*field)[t] *= 1.5;
            rules.long_entry[t] = !rules.long_entry[t];
            rules.short_exit[t] = !rules.short_exit[t];
        }
        oracle_ledger y = run_ledger(bars, rules, c.costs, c.span, {1000, 0, 0});
        for (int64_t t = c.span.begin; t < cut; ++t) {
            ASSERT_EQ(c.x.equity[t - c.span.begin], y.equity[t - c.span.begin]) << c.name << " bar " << t;
            ASSERT_EQ(c.x.held[t - c.span.begin], y.held[t - c.span.begin]) << c.name << " bar " << t;
        }
    }
}

TEST(LedgerRandom, A9_a_shorter_window_differs_only_in_its_closing) {
    for (case_of_run const& c : cases()) {
        int64_t end = c.span.begin + (c.span.end - c.span.begin + 1) / 2;
        oracle_ledger y = run_ledger(c.bars, c.rules, c.costs, {c.span.begin, end}, {1000, 0, 0});
        for (size_t i = 0; i + 1 < y.equity.size(); ++i) ASSERT_EQ(c.x.equity[i], y.equity[i]) << c.name;
    }
}

TEST(LedgerRandom, long_only_wealth_is_the_product_of_price_ratios) {
    // All in and long only, wealth = product of exit (1 - fee) / (entry (1 + fee)): another way to the same
    // number.
    for (named_bars const& market : market_recipes(5, 600)) {
        oracle_bars bars = make_bars(market.recipe);
        oracle_rules rules = random_rules(3, 600, 0.05, 3, rule_sides::long_only, 40);
        cost_row costs{0.002, 0.001, 0.03};
        oracle_ledger x = run_ledger(bars, rules, costs, {0, 600});
        long double wealth = 1;
        for (oracle_trade const& t : x.trades)
            wealth *=
                static_cast<long double>(t.exit_price) * (1 - costs.fee) / (t.entry_price * (1 + costs.fee));
        EXPECT_FALSE(x.trades.empty()) << market.name;
        EXPECT_TRUE(within(x.sums.wealth, wealth, wealth)) << market.name;
    }
}

}  // namespace
}  // namespace basicbot
