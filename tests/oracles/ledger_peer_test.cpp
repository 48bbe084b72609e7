// The reference ledger against another program: the trades that backtesting.py (kernc, commit 9c2b8e1) made
// on SPY daily 1999-2020 with a moving-average cross, long and short, next open. Its sizes are whole units of
// 0.9999 of the equity, so bars, prices and returns per trade are compared. Its stops hang on the signal's
// close and are left out.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/oracles/ledger.hpp"
#include "tests/support/places.hpp"

namespace basicbot {
namespace {

std::vector<std::vector<std::string>> read_table(
    std::string const& path) {  // without the heading; empty if absent
    std::vector<std::vector<std::string>> rows;
    std::ifstream file(path);
    std::string line, cell;
    std::getline(file, line);
    while (std::getline(file, line)) {
        rows.emplace_back();
        for (std::istringstream text(line); std::getline(text, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

double mean_of_last(std::vector<double> const& x, int64_t t, int64_t n) {
    double sum = 0;
    for (int64_t i = t - n + 1; i <= t; ++i) sum += x[i];
    return sum / static_cast<double>(n);
}

oracle_rules cross_rules(oracle_bars const& bars, int64_t fast, int64_t slow) {
    oracle_rules rules;
    for (int64_t t = 0; t < bars.size(); ++t) {
        double now = 0, before = 0;
        if (t >= slow) {
            now = mean_of_last(bars.close, t, fast) - mean_of_last(bars.close, t, slow);
            before = mean_of_last(bars.close, t - 1, fast) - mean_of_last(bars.close, t - 1, slow);
        }
        rules.long_entry.push_back(now > 0 && before < 0);
        rules.short_entry.push_back(now < 0 && before > 0);
        rules.long_exit.push_back(false);
        rules.short_exit.push_back(false);
    }
    return rules;
}

struct peer_case {
    char const* name;
    int64_t fast, slow;
};

class LedgerPeer : public ::testing::TestWithParam<peer_case> {};

TEST_P(LedgerPeer, trades_of_backtesting_py) {
    std::string folder = shared_folder();
    auto table = read_table(folder + "/data/eq_spy_1d_pandasta.csv");
    auto peer = read_table(folder + "/oracles/backtestingpy_fills/open/eq_spy_1d_pandasta__" +
                           GetParam().name + "__trades.csv");
    if (table.empty() || peer.empty()) GTEST_SKIP() << "no peer trades under " << folder;
    oracle_bars bars;
    for (auto const& row : table) {
        bars.open.push_back(std::stod(row.at(1)));
        bars.high.push_back(std::stod(row.at(2)));
        bars.low.push_back(std::stod(row.at(3)));
        bars.close.push_back(std::stod(row.at(4)));
        bars.volume.push_back(std::stod(row.at(5)));
    }
    oracle_rules rules = cross_rules(bars, GetParam().fast, GetParam().slow);
    oracle_ledger x = run_ledger(bars, rules, cost_row{}, {0, bars.size()});
    ASSERT_EQ(x.trades.size(), peer.size());
    for (size_t i = 0; i < peer.size(); ++i) {
        oracle_trade const& t = x.trades[i];
        EXPECT_EQ(t.side, std::stod(peer[i].at(0)) > 0 ? 1 : -1) << "trade " << i;
        EXPECT_EQ(t.entry_bar, std::stol(peer[i].at(1))) << "trade " << i;
        EXPECT_EQ(t.exit_bar, std::stol(peer[i].at(2))) << "trade " << i;
        EXPECT_NEAR(t.entry_price, std::stod(peer[i].at(3)), 1e-6) << "trade " << i;
        if (t.reason == fill_reason::window_end)
            continue;  // the peer closes at the last open, not the last close
        EXPECT_NEAR(t.exit_price, std::stod(peer[i].at(4)), 1e-6) << "trade " << i;
        double paid = std::stod(peer[i].at(8)) / (std::fabs(std::stod(peer[i].at(0))) * t.entry_price);
        EXPECT_NEAR(t.profit / t.before, std::stod(peer[i].at(9)) + paid, 1e-8) << "trade " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Spy, LedgerPeer,
                         ::testing::Values(peer_case{"plain", 10, 20}, peer_case{"fast5_slow50", 5, 50}),
                         [](auto const& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace basicbot
