// Undefined metrics are NaN, never 0 or infinity (DESIGN 4); ruin (A14) and signs (A15) worked by hand.

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "engine/catalogue/metrics.hpp"
#include "kernels/core/bits.hpp"

namespace {

using basicbot::metric_context;
using basicbot::window_sums;

metric_context const context{2.0, 250.0, 0.0, 0.0, 0.0, 1000.0};

double finished(std::string const& name, window_sums const& s, metric_context const& c = context) {
    return basicbot::find_metric(name)->finish(s, c);
}

// All metrics that are NaN for these sums.
std::set<std::string> undefined(window_sums const& s, metric_context const& c = context) {
    std::set<std::string> names;
    for (basicbot::MetricEntry const& entry : basicbot::metrics()) {
        double const x = entry.finish(s, c);
        EXPECT_FALSE(std::isinf(x)) << entry.info->name;
        if (!std::isnan(x)) continue;
        EXPECT_EQ(basicbot::bits_of(x), basicbot::bits_of(basicbot::quiet_nan())) << entry.info->name;
        names.insert(entry.info->name);
    }
    return names;
}

// Sums of n equal returns r, fully invested, no trade closed.
window_sums constant_returns(int n, double r) {
    window_sums s{};
    s.bars = s.returns = n;
    s.wealth = 1;
    for (int i = 0; i < n; ++i) {
        s.wealth *= 1 + r;
        s.s1 += r, s.s2 += r * r, s.s3 += r * r * r, s.s4 += r * r * r * r;
        s.down2 += r < 0 ? r * r : 0;
        (r > 0 ? s.gain : s.loss) += std::fabs(r);
        s.equity += 1000 * s.wealth;
    }
    if (r < 0) s.drawdown = s.wealth - 1;
    return s;
}

std::set<std::string> const by_trade = {"win_rate", "profit_factor", "payoff", "expectancy", "sqn"};

TEST(Metrics, no_bar_defines_only_counts) {
    std::set<std::string> const names = undefined(window_sums{});
    EXPECT_EQ(names.size(), basicbot::metrics().size() - 2);
    EXPECT_EQ(names.count("trades") + names.count("fees"), 0u);
}

TEST(Metrics, flat_account_without_trades) {
    window_sums const s = constant_returns(500, 0.0);
    std::set<std::string> want = by_trade;
    want.insert({"sharpe", "sortino", "calmar", "omega", "skew", "kurtosis"});
    EXPECT_EQ(undefined(s), want);
    for (char const* zero : {"total_return", "cagr", "volatility", "downside_deviation", "max_drawdown",
                             "trades", "exposure", "turnover", "fees"}) {
        EXPECT_EQ(finished(zero, s), 0.0) << zero;
    }
}

TEST(Metrics, equal_returns_have_no_spread_whatever_rounding_leaves) {
    for (double r : {0.001, -0.001, 0.1, 1e-9, 1.0 / 3.0}) {
        for (int n : {4, 7, 1000, 5001}) {
            window_sums const s = constant_returns(n, r);
            EXPECT_EQ(finished("volatility", s), 0.0) << r << " " << n;
            EXPECT_TRUE(std::isnan(finished("sharpe", s))) << r << " " << n;
            EXPECT_TRUE(std::isnan(finished("skew", s))) << r << " " << n;
            EXPECT_TRUE(std::isnan(finished("kurtosis", s))) << r << " " << n;
        }
    }
}

TEST(Metrics, only_gains_leave_the_downside_undefined) {
    window_sums const s = constant_returns(100, 0.01);
    for (char const* name : {"sortino", "omega", "calmar"})
        EXPECT_TRUE(std::isnan(finished(name, s))) << name;
    EXPECT_EQ(finished("max_drawdown", s), 0.0);
    EXPECT_EQ(finished("downside_deviation", s), 0.0);
}

TEST(Metrics, few_bars_leave_the_moments_undefined) {
    window_sums s{};
    s.wealth = 1.1, s.equity = 1000;
    auto add = [&s](double r) {
        s.bars += 1, s.returns += 1, s.s1 += r, s.s2 += r * r, s.s3 += r * r * r, s.s4 += r * r * r * r;
    };
    add(0.1);
    for (char const* name : {"volatility", "sharpe", "skew", "kurtosis"})
        EXPECT_TRUE(std::isnan(finished(name, s))) << name;
    add(-0.02);
    EXPECT_NEAR(finished("volatility", s), 0.12 / std::sqrt(2.0) * std::sqrt(250.0), 1e-14);
    for (char const* name : {"skew", "kurtosis"}) EXPECT_TRUE(std::isnan(finished(name, s))) << name;
    add(0.03);
    EXPECT_FALSE(std::isnan(finished("skew", s)));
    EXPECT_TRUE(std::isnan(finished("kurtosis", s)));
    add(0.0);
    EXPECT_FALSE(std::isnan(finished("kurtosis", s)));
}

TEST(Metrics, A14_ruined_account) {
    window_sums s = constant_returns(10, -0.3);
    s.ruined = 1, s.wealth = 0, s.drawdown = -0.9, s.deficit = 12;
    EXPECT_EQ(finished("total_return", s), -1.0);
    EXPECT_EQ(finished("max_drawdown", s), -1.0);
    EXPECT_EQ(finished("cagr", s), -1.0);
    EXPECT_EQ(finished("calmar", s), -1.0);
}

TEST(Metrics, A13_growth_needs_years_and_annualising_needs_K) {
    window_sums s = constant_returns(10, 0.01);
    s.s2 += 1e-4, s.down2 = 1e-4, s.drawdown = -0.01;
    metric_context none = context;
    none.years = 0, none.bars_per_year = basicbot::quiet_nan();
    for (char const* name : {"cagr", "calmar", "turnover", "volatility", "sharpe", "sortino"}) {
        EXPECT_TRUE(std::isnan(finished(name, s, none))) << name;
    }
    EXPECT_FALSE(std::isnan(finished("total_return", s, none)));
}

TEST(Metrics, A15_drawdowns_keep_their_sign) {
    window_sums s = constant_returns(2, -0.1);
    EXPECT_NEAR(finished("max_drawdown", s), -0.19, 1e-15);
    EXPECT_LT(finished("calmar", s), 0.0);
}

window_sums with_trades(std::initializer_list<double> profits) {
    window_sums s = constant_returns(50, 0.0);
    for (double p : profits) {
        s.trades += 1, s.wins += p > 0, (p > 0 ? s.won : s.lost) += p, s.profit2 += p * p;
    }
    return s;
}

TEST(Metrics, trade_ratios_need_both_sides) {
    window_sums const winner = with_trades({5});
    EXPECT_EQ(finished("win_rate", winner), 1.0);
    EXPECT_EQ(finished("expectancy", winner), 5.0);
    for (char const* name : {"profit_factor", "payoff", "sqn"})
        EXPECT_TRUE(std::isnan(finished(name, winner))) << name;
    window_sums const loser = with_trades({-5});
    EXPECT_EQ(finished("win_rate", loser), 0.0);
    EXPECT_EQ(finished("profit_factor", loser), 0.0);
    for (char const* name : {"payoff", "sqn"}) EXPECT_TRUE(std::isnan(finished(name, loser))) << name;
    window_sums const even = with_trades({10, 0, -5});  // a trade at exactly 0 is no win
    EXPECT_EQ(finished("win_rate", even), 1.0 / 3.0);
    EXPECT_EQ(finished("payoff", even), 4.0);
    EXPECT_EQ(finished("profit_factor", even), 2.0);
}

TEST(Metrics, sqn_by_hand) {
    // 10, -5, 10, -5: mean 2.5, sd = sqrt(4 * 7.5^2 / 3).
    EXPECT_NEAR(finished("sqn", with_trades({10, -5, 10, -5})), 2 * 2.5 / std::sqrt(75.0), 1e-15);
    EXPECT_TRUE(std::isnan(finished("sqn", with_trades({0.1, 0.1, 0.1}))));
}

TEST(Metrics, small_growth_keeps_its_digits) {
    window_sums s = constant_returns(1, 0.0);
    s.wealth = 1 + 0x1p-40;
    EXPECT_NEAR(finished("cagr", s) / (0x1p-41), 1.0, 1e-11);  // sqrt(1 + x) - 1 = x/2 - x^2/8
    s.wealth = 4.0;
    EXPECT_NEAR(finished("cagr", s), 1.0, 1e-15);
    s.wealth = 0.0;
    EXPECT_EQ(finished("cagr", s), -1.0);
}

}  // namespace
