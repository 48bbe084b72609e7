// The metrics from window_sums against definitions applied to the list of returns and trades itself, in long
// double.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "engine/catalogue/metrics.hpp"

namespace {

using basicbot::metric_context;
using basicbot::window_sums;
using Real = long double;

struct Record {
    std::vector<double> equity;   // at the closes; start cash is c.start_cash
    std::vector<double> profits;  // of closed trades
    double held = 0, fees = 0, notional = 0;
};

std::vector<Real> returns_of(Record const& r, double start) {
    std::vector<Real> list;
    Real before = start;
    for (double e : r.equity) {
        list.push_back(e / before - 1);
        before = e;
    }
    return list;
}

// What an evaluator would hand over, written out plainly.
window_sums sums_of(Record const& r, metric_context const& c) {
    window_sums s{};
    s.bars = s.returns = static_cast<double>(r.equity.size());
    s.wealth = r.equity.back() / c.start_cash;
    double before = c.start_cash, peak = c.start_cash;
    for (double e : r.equity) {
        double const x = e / before - 1.0, over = x - (c.risk_free_bar + c.required_bar);
        before = e;
        peak = std::max(peak, e);
        s.drawdown = std::min(s.drawdown, e / peak - 1.0);
        s.s1 += x, s.s2 += x * x, s.s3 += x * x * x, s.s4 += x * x * x * x;
        s.down2 += std::pow(std::min(x - c.mar_bar, 0.0), 2);
        (over > 0 ? s.gain : s.loss) += std::fabs(over);
        s.equity += e;
    }
    for (double p : r.profits) {
        s.trades += 1;
        s.wins += p > 0;
        (p > 0 ? s.won : s.lost) += p;
        s.profit2 += p * p;
    }
    s.held = r.held, s.fees = r.fees, s.notional = r.notional;
    return s;
}

double value_of(std::string const& name, window_sums const& s, metric_context const& c) {
    basicbot::MetricEntry const* entry = basicbot::find_metric(name);
    EXPECT_NE(entry, nullptr) << name;
    return entry ? entry->finish(s, c) : 0.0;
}

Record make_record(uint64_t seed, double drift, double spread, size_t bars) {
    std::mt19937_64 random(seed);
    std::normal_distribution<> z;
    Record r;
    double e = 10000;
    for (size_t t = 0; t < bars; ++t)
        r.equity.push_back(e *= 1 + drift + spread * (z(random) + 0.3 * z(random) * z(random)));
    for (int i = 0; i < 40; ++i) r.profits.push_back(120 * z(random) + 15);
    size_t const held = bars / 3;
    r.held = static_cast<double>(held), r.fees = 321.5, r.notional = 4.5e5;
    return r;
}

struct Moments {
    Real n, mean, m2, m3, m4;
    explicit Moments(std::vector<Real> const& x)
        : n(static_cast<Real>(x.size())), mean(0), m2(0), m3(0), m4(0) {
        for (Real v : x) mean += v / n;
        for (Real v : x)
            m2 += std::pow(v - mean, 2) / n, m3 += std::pow(v - mean, 3) / n, m4 += std::pow(v - mean, 4) / n;
    }
    Real deviation() const { return std::sqrt(m2 * n / (n - 1)); }
};

TEST(Metrics, equal_the_definitions_on_return_and_trade_lists) {
    metric_context const c{4.25, 250.1, 0.00008, 0.00011, 0.00005, 10000};
    for (uint64_t seed = 1; seed <= 6; ++seed) {
        Record const r = make_record(seed, 0.0002 * static_cast<double>(seed) - 0.0005,
                                     0.004 * static_cast<double>(seed), 1000);
        window_sums const s = sums_of(r, c);
        auto const x = returns_of(r, c.start_cash);
        Moments const m(x);
        Real const K = c.bars_per_year, n = m.n;
        Real worst = 0, peak = c.start_cash, down = 0, gain = 0, loss = 0, equity = 0;
        for (size_t t = 0; t < x.size(); ++t) {
            peak = std::max<Real>(peak, r.equity[t]);
            worst = std::min<Real>(worst, r.equity[t] / peak - 1);
            down += std::pow(std::min<Real>(x[t] - c.mar_bar, 0), 2) / n;
            Real const over = x[t] - c.risk_free_bar - c.required_bar;
            gain += std::max<Real>(over, 0), loss += std::max<Real>(-over, 0);
            equity += r.equity[t] / n;
        }
        Real won = 0, lost = 0, wins = 0, total = 0, trades = static_cast<Real>(r.profits.size());
        std::vector<Real> profits(r.profits.begin(), r.profits.end());
        for (Real p : profits) total += p, won += p > 0 ? p : 0, lost += p < 0 ? -p : 0, wins += p > 0;
        Moments const q(profits);
        Real const growth =
            std::pow(static_cast<Real>(r.equity.back()) / 10000, 1 / static_cast<Real>(c.years)) - 1;

        std::vector<std::pair<std::string, Real>> const want = {
            {"total_return", r.equity.back() / 10000.0L - 1},
            {"cagr", growth},
            {"volatility", m.deviation() * std::sqrt(K)},
            {"sharpe", (m.mean - c.risk_free_bar) / m.deviation() * std::sqrt(K)},
            {"downside_deviation", std::sqrt(down)},
            {"sortino", (m.mean - c.mar_bar) * K / (std::sqrt(down) * std::sqrt(K))},
            {"max_drawdown", worst},
            {"calmar", growth / -worst},
            {"omega", gain / loss},
            {"skew", std::sqrt(n * (n - 1)) / (n - 2) * m.m3 / std::pow(m.m2, 1.5L)},
            {"kurtosis", (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * m.m4 / (m.m2 * m.m2) - 3 * (n - 1))},
            {"trades", trades},
            {"win_rate", wins / trades},
            {"profit_factor", won / lost},
            {"payoff", (won / wins) / (lost / (trades - wins))},
            {"expectancy", wins / trades * (won / wins) - (1 - wins / trades) * (lost / (trades - wins))},
            {"sqn", std::sqrt(trades) * (total / trades) / q.deviation()},
            {"exposure", 333.0L / 1000},
            {"turnover", 4.5e5L / equity / c.years},
            {"fees", 321.5L},
        };
        EXPECT_EQ(want.size(), 20u);
        for (auto const& [name, value] : want) {
            double const got = value_of(name, s, c);
            EXPECT_NEAR(got, static_cast<double>(value),
                        1e-11 * std::max(1.0, std::fabs(static_cast<double>(value))))
                << name << " seed " << seed;
        }
    }
}

TEST(Metrics, catalogue_lists_every_file_once_in_order) {
    auto const list = basicbot::metrics();
    ASSERT_GE(list.size(), 20u);
    for (size_t i = 0; i < list.size(); ++i) {
        EXPECT_EQ(list[i].number, static_cast<int>(i));
        EXPECT_EQ(basicbot::find_metric(list[i].info->name), &list[i]);
        EXPECT_GT(std::string(list[i].info->long_name).size(), 3u);
        EXPECT_FALSE(std::string(list[i].info->unit).empty());
        EXPECT_TRUE(i == 0 || std::string(list[i - 1].info->name) < list[i].info->name);
    }
    EXPECT_EQ(basicbot::find_metric("sharp"), nullptr);
}

// Worked by hand: equity 100 -> 110 -> 99 -> 108.9, one bar a quarter, so one year and K = 4.
TEST(Metrics, four_bars_by_hand) {
    metric_context const c{1.0, 4.0, 0.0, 0.0, 0.0, 100};
    Record r;
    r.equity = {110, 99, 108.9, 108.9};
    r.profits = {10, -5};
    window_sums const s = sums_of(r, c);
    EXPECT_NEAR(value_of("total_return", s, c), 0.089, 1e-14);
    EXPECT_NEAR(value_of("cagr", s, c), 0.089, 1e-14);
    EXPECT_NEAR(value_of("max_drawdown", s, c), -0.1, 1e-14);
    EXPECT_NEAR(value_of("calmar", s, c), 0.89, 1e-13);
    // Returns 0.1, -0.1, 0.1, 0: mean 0.025, squares about it sum to 0.0275, sd = sqrt(0.0275 / 3).
    EXPECT_NEAR(value_of("volatility", s, c), 2 * std::sqrt(0.0275 / 3), 1e-14);
    EXPECT_NEAR(value_of("sharpe", s, c), 0.05 / std::sqrt(0.0275 / 3), 1e-13);
    EXPECT_NEAR(value_of("downside_deviation", s, c), 0.05, 1e-14);
    EXPECT_NEAR(value_of("sortino", s, c), 1.0, 1e-13);
    EXPECT_NEAR(value_of("omega", s, c), 2.0, 1e-13);
    EXPECT_EQ(value_of("profit_factor", s, c), 2.0);
    EXPECT_EQ(value_of("payoff", s, c), 2.0);
    EXPECT_EQ(value_of("expectancy", s, c), 2.5);
    EXPECT_EQ(value_of("win_rate", s, c), 0.5);
}

}  // namespace
