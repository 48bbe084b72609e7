// The stationary bootstrap against exact enumeration of a tiny series.

#include "kernels/paths/stationary_bootstrap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/kernels/paths/path_form.hpp"

namespace basicbot {
namespace {

// The bars that a path visited, read off its levels; returns are powers of four, so every bar tells itself.
std::vector<int> bars_of(Paths const& p, int64_t path) {
    std::vector<int> bars;
    double before = 0;
    for (int64_t s = 0; s < p.task.horizon; ++s) {
        double const now = p.fan[static_cast<size_t>(path * p.task.horizon + s)];
        int bar = 0;
        while (p.task.returns[bar] != now - before) ++bar;
        bars.push_back(bar);
        before = now;
    }
    return bars;
}

std::vector<double> const three = {1.0, 4.0, 16.0};

TEST(StationaryBootstrap, visits_sequences_with_their_exact_probability) {
    int64_t const paths = 100000;
    Paths p(bootstrap_task(paths, 4, three, 2.5), true);
    p.run_plain();
    std::map<std::vector<int>, int> seen;
    for (int64_t i = 0; i < paths; ++i) ++seen[bars_of(p, i)];
    // A step goes on to the next bar with probability 1 - 1/m, else to a bar drawn anew (circular).
    double const jump = 1 / 2.5;
    double chi2 = 0;
    for (int code = 0; code < 81; ++code) {
        std::vector<int> const bars = {code / 27, code / 9 % 3, code / 3 % 3, code % 3};
        double probability = 1.0 / 3;
        for (int s = 1; s < 4; ++s)
            probability *=
                jump / 3 +
                (bars[static_cast<size_t>(s)] == (bars[static_cast<size_t>(s - 1)] + 1) % 3 ? 1 - jump : 0);
        double const want = probability * static_cast<double>(paths), got = seen[bars];
        chi2 += (got - want) * (got - want) / want;
        EXPECT_NEAR(got, want, 5 * std::sqrt(want)) << code;
    }
    EXPECT_LT(chi2, 80 + 4 * std::sqrt(160.0));  // 80 degrees of freedom
    EXPECT_GT(chi2, 80 - 4 * std::sqrt(160.0));
}

TEST(StationaryBootstrap, block_lengths_are_geometric) {
    std::vector<double> returns(1000);
    for (size_t i = 0; i < returns.size(); ++i) returns[i] = static_cast<double>(i);  // exact sums below 2^53
    Paths p(bootstrap_task(400, 2000, returns, 20), true);
    p.run_plain();
    double jumps = 0, steps = 0;
    for (int64_t i = 0; i < 400; ++i) {
        std::vector<int> const bars = bars_of(p, i);
        for (size_t s = 1; s < bars.size(); ++s) jumps += bars[s] != (bars[s - 1] + 1) % 1000, ++steps;
    }
    double const want =
        0.05 * 999 / 1000;  // a new block that starts where the old one would go on is not seen
    EXPECT_NEAR(jumps / steps, want, 4 * std::sqrt(want / steps));
}

TEST(StationaryBootstrap, mean_block_one_is_the_iid_bootstrap) {
    int64_t const paths = 50000;
    Paths p(bootstrap_task(paths, 2, three, 1), true);
    p.run_plain();
    std::map<std::vector<int>, int> seen;
    for (int64_t i = 0; i < paths; ++i) ++seen[bars_of(p, i)];
    for (auto const& [bars, count] : seen) EXPECT_NEAR(count, paths / 9.0, 5 * std::sqrt(paths / 9.0));
    EXPECT_EQ(seen.size(), 9u);
}

TEST(StationaryBootstrap, a_single_return_gives_a_single_path) {
    std::vector<double> const one = {-0.01};
    Paths p(bootstrap_task(9, 10, one, 5));
    p.run_plain();
    for (double x : p.terminal) EXPECT_NEAR(x, -0.1, 1e-15);
    for (double d : p.drawdown) EXPECT_NEAR(d, std::expm1(-0.1), 1e-15);
}

TEST(StationaryBootstrap, drawdown_and_terminal_are_those_of_the_visited_returns) {
    std::vector<double> const returns = {-0.5, 0.25, 0.125, -0.0625, 1.0};  // exact sums
    Paths p(bootstrap_task(200, 40, returns, 3), true);
    p.run_plain();
    for (int64_t i = 0; i < 200; ++i) {
        double level = 0, peak = 0, depth = 0;
        for (int bar : bars_of(p, i)) {
            level += returns[static_cast<size_t>(bar)];
            peak = std::max(peak, level);
            depth = std::max(depth, peak - level);
        }
        EXPECT_EQ(p.terminal[static_cast<size_t>(i)], level);
        EXPECT_DOUBLE_EQ(p.drawdown[static_cast<size_t>(i)], std::expm1(-depth));
    }
}

}  // namespace
}  // namespace basicbot
