// The reference metrics against numbers worked by hand or by pandas and numpy.

#include "tests/oracles/oracle_metrics.hpp"

#include <gtest/gtest.h>

#include "tests/oracles/scenario.hpp"

namespace basicbot {
namespace {

// A ledger that only has what the metrics read.
oracle_ledger with(std::vector<double> equity, std::vector<double> profits = {}) {
    oracle_ledger x;
    x.equity = equity;
    x.held.assign(equity.size(), false);
    for (double p : profits) {
        oracle_trade t{};
        t.profit = p;
        x.trades.push_back(t);
    }
    return x;
}

TEST(OracleMetrics, A13_growth_over_calendar_years) {
    // 1 -> 1.44 in two years: 44 %, 20 % a year. Drawdown 0.9 / 1.2 - 1 = -25 %, Calmar 0.2 / 0.25 = 0.8.
    oracle_metrics m = metrics_of(with({1.2, 0.9, 1.44}), {2});
    EXPECT_NEAR(m.total_return, 0.44, 1e-15);
    EXPECT_NEAR(m.cagr, 0.2, 1e-15);
    EXPECT_NEAR(m.max_drawdown, -0.25, 1e-15);
    EXPECT_NEAR(m.calmar, 0.8, 1e-14);
}

TEST(OracleMetrics, A15_the_start_cash_is_the_first_peak) {
    EXPECT_NEAR(metrics_of(with({0.5, 1.0}), {1}).max_drawdown, -0.5, 1e-18);
}

TEST(OracleMetrics, moments_by_hand) {
    // Returns 0.1, -0.1, 0.3, 0.1 (equity 1.1, 0.99, 1.287, 1.4157), K = 4: mean 0.1, deviations 0, -0.2,
    // 0.2, 0: sd = sqrt(0.08 / 3), volatility = 2 sd, Sharpe = 0.1 / sd * 2, skew 0, m4/m2^2 = (0.0032/4) /
    // 0.02^2 = 2, G2 = 3 / (2 * 1) * (5 * (2 - 3) + 6) = 1.5.
    oracle_metrics m = metrics_of(with({1.1, 0.99, 1.287, 1.4157}), {1});
    double sd = std::sqrt(0.08 / 3);
    EXPECT_NEAR(m.volatility, 2 * sd, 1e-15);
    EXPECT_NEAR(m.sharpe, 0.2 / sd, 1e-14);
    EXPECT_NEAR(m.skew, 0, 1e-14);
    EXPECT_NEAR(m.kurtosis, 1.5, 1e-12);
    // Downside over all four bars: sqrt(0.01 / 4) = 0.05; Sortino = 0.1 * 4 / (0.05 * 2) = 4; omega = 0.5 /
    // 0.1 = 5.
    EXPECT_NEAR(m.downside_deviation, 0.05, 1e-15);
    EXPECT_NEAR(m.sortino, 4, 1e-13);
    EXPECT_NEAR(m.omega, 5, 1e-13);
}

TEST(OracleMetrics, rates_per_bar_shift_the_returns) {
    // The same returns with rf 0.05, MAR 0.1, required 0.05 (L = 0.1): Sharpe 0.05 / sd * 2; below MAR only
    // -0.2: sqrt(0.04 / 4) = 0.1; Sortino 0; omega 0.2 / 0.2 = 1.
    oracle_metrics m = metrics_of(with({1.1, 0.99, 1.287, 1.4157}), {1, 0.05L, 0.1L, 0.05L});
    EXPECT_NEAR(m.sharpe, 0.1 / std::sqrt(0.08 / 3), 1e-14);
    EXPECT_NEAR(m.downside_deviation, 0.1, 1e-15);
    EXPECT_NEAR(m.sortino, 0, 1e-13);
    EXPECT_NEAR(m.omega, 1, 1e-13);
}

TEST(OracleMetrics, skew_and_kurtosis_as_pandas) {
    // pandas 3.1.1: Series([0.01, 0.02, -0.05, 0.03, 0.0, -0.08]) skew(), kurt(), std().
    std::vector<double> equity;
    double account = 1;
    for (double r : {0.01, 0.02, -0.05, 0.03, 0.0, -0.08}) equity.push_back(account *= 1 + r);
    oracle_metrics m = metrics_of(with(equity), {1});
    EXPECT_NEAR(m.skew, -0.9426816780208578, 1e-12);
    EXPECT_NEAR(m.kurtosis, -0.7584298294112017, 1e-12);
    EXPECT_NEAR(m.volatility / std::sqrt(6.0), 0.04355073669487884, 1e-14);
}

TEST(OracleMetrics, trades_by_hand) {
    // Profits 3, -1, 1, 0, -2 (mean 0.2, deviations squared 7.84 + 1.44 + 0.64 + 0.04 + 4.84 = 14.8).
    oracle_metrics m = metrics_of(with({1.2}, {3, -1, 1, 0, -2}), {1});
    EXPECT_EQ(m.trades, 5);
    EXPECT_NEAR(m.win_rate, 0.4, 1e-18);
    EXPECT_NEAR(m.profit_factor, 4 / 3.0L, 1e-17);
    EXPECT_NEAR(m.payoff, 2, 1e-17);  // (4 / 2) / (3 / 3)
    EXPECT_NEAR(m.expectancy, 0.4L * 2 - 0.6L * 1, 1e-17);
    EXPECT_NEAR(m.sqn, std::sqrt(5) * 0.2 / std::sqrt(14.8 / 4), 1e-15);
}

TEST(OracleMetrics, exposure_turnover_fees) {
    // Long at 100 with 1 and a fee of 25 %: notional 0.8, fee 0.2; sold at 200: notional 1.6, fee 0.4. Equity
    // 1, 1.6, 1.2 (sum 3.8): turnover in half a year 2.4 / (3.8 / 3) / 0.5. Held on one bar of three.
    scenario s({{100, 100, 100, 100}, {100, 200, 100, 200}, {200, 200, 200, 200}}, {"L", "l"});
    oracle_ledger x = s.run(cost_row{0.25, 0, 0});
    EXPECT_DOUBLE_EQ(x.equity[1], 1.6);
    oracle_metrics m = metrics_of(x, {0.5L});
    EXPECT_NEAR(m.exposure, 1 / 3.0L, 1e-17);
    EXPECT_NEAR(m.fees, 0.6, 1e-15);
    EXPECT_NEAR(m.turnover, 2.4 / (3.8 / 3) / 0.5, 1e-14);
}

TEST(OracleMetrics, without_variance_or_trades_the_ratios_are_undefined) {
    oracle_metrics m = metrics_of(with({1, 1, 1, 1, 1}), {1});
    EXPECT_EQ(m.total_return, 0);
    EXPECT_EQ(m.cagr, 0);
    EXPECT_EQ(m.volatility, 0);
    EXPECT_EQ(m.downside_deviation, 0);
    EXPECT_EQ(m.max_drawdown, 0);
    EXPECT_EQ(m.trades, 0);
    EXPECT_EQ(m.exposure, 0);
    EXPECT_EQ(m.turnover, 0);
    EXPECT_EQ(m.fees, 0);
    for (long double x : {m.sharpe, m.sortino, m.calmar, m.omega, m.skew, m.kurtosis, m.win_rate,
                          m.profit_factor, m.payoff, m.expectancy, m.sqn})
        EXPECT_TRUE(std::isnan(x));
}

TEST(OracleMetrics, one_bar_has_no_deviation) {
    oracle_metrics m = metrics_of(with({1.1}), {1});
    EXPECT_TRUE(std::isnan(m.volatility));
    EXPECT_TRUE(std::isnan(m.sharpe));
    EXPECT_NEAR(m.total_return, 0.1, 1e-15);
}

TEST(OracleMetrics, A14_ruin_is_minus_one_and_later_bars_are_absent) {
    oracle_metrics m = metrics_of(with({1.5, 0, 0, 0}), {1});
    EXPECT_EQ(m.total_return, -1);
    EXPECT_EQ(m.cagr, -1);
    EXPECT_EQ(m.max_drawdown, -1);
    EXPECT_EQ(m.calmar, -1);
    // Two returns, 0.5 and -1, at K = 4 bars a year.
    EXPECT_NEAR(m.volatility, std::sqrt(0.75 * 0.75 * 2) * 2, 1e-15);
    EXPECT_NEAR(m.downside_deviation, std::sqrt(0.5), 1e-15);
}

TEST(OracleMetrics, only_wins_leave_factor_and_payoff_undefined) {
    oracle_metrics m = metrics_of(with({1.2}, {1, 1}), {1});
    EXPECT_EQ(m.win_rate, 1);
    EXPECT_EQ(m.expectancy, 1);
    EXPECT_TRUE(std::isnan(m.profit_factor));
    EXPECT_TRUE(std::isnan(m.payoff));
    EXPECT_TRUE(std::isnan(m.sqn));
}

}  // namespace
}  // namespace basicbot
