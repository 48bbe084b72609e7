// Geometric Brownian motion against closed forms and against a slow simulation from the same words.

#include "kernels/paths/gbm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "kernels/core/exact_math.hpp"
#include "tests/kernels/paths/path_form.hpp"

namespace basicbot {
namespace {

struct Sample {
    double mean, error;  // error = standard error of the mean
};
template <class F>
Sample average(std::vector<double> const& values, F f) {
    double s1 = 0, s2 = 0, n = static_cast<double>(values.size());
    for (double v : values) s1 += f(v), s2 += f(v) * f(v);
    return {s1 / n, std::sqrt((s2 / n - s1 / n * s1 / n) / n)};
}

// The path as its definition says it, from the same words: no lanes, no tables, the C library's functions.
struct SlowPath {
    double terminal = 0, drawdown = 0;
};
SlowPath slow_path(path_task const& t, uint64_t path) {
    double level = 1, peak = 1, worst = 0, log_level = 0;
    for (int64_t step = 0; step < t.horizon; ++step) {
        uint32_t const counter[4] = {static_cast<uint32_t>(step / 4), t.stream, static_cast<uint32_t>(path),
                                     static_cast<uint32_t>(path >> 32)};
        uint32_t const key[2] = {static_cast<uint32_t>(t.seed), static_cast<uint32_t>(t.seed >> 32)};
        double const u = static_cast<double>(philox4x32(counter, key).w[step % 4]) * 0x1p-32;
        log_level += t.values[0] + t.values[1] * normal_quantile(u);
        level = std::exp(log_level);
        peak = std::max(peak, level);
        worst = std::min(worst, level / peak - 1);
    }
    return {log_level, worst};
}

TEST(Gbm, equals_a_slow_simulation_from_the_same_words) {
    path_task t = gbm_task(500, 253, 3e-4, 0.0126);
    t.first_path = 123456789012ull;
    Paths p(t);
    p.run_plain();
    for (int64_t i = 0; i < t.count; ++i) {
        SlowPath const want = slow_path(t, t.first_path + static_cast<uint64_t>(i));
        double const allowed = 1e-6 * t.values[1] * static_cast<double>(t.horizon);  // the header's promise
        ASSERT_NEAR(p.terminal[static_cast<size_t>(i)], want.terminal, allowed);
        ASSERT_NEAR(p.drawdown[static_cast<size_t>(i)], want.drawdown, 2 * allowed);
    }
}

TEST(Gbm, terminal_logarithm_has_the_moments_of_its_normal) {
    path_task const t = gbm_task(100000, 12, 0.004, 0.05);
    Paths p(t);
    p.run_plain();
    double const mean = 12 * 0.004, sd = 0.05 * std::sqrt(12.0), n = 100000;
    auto const z = [&](double x) { return (x - mean) / sd; };
    EXPECT_NEAR(average(p.terminal, z).mean, 0, 4 / std::sqrt(n));
    EXPECT_NEAR(average(p.terminal, [&](double x) { return std::pow(z(x), 2); }).mean, 1,
                4 * std::sqrt(2 / n));
    EXPECT_NEAR(average(p.terminal, [&](double x) { return std::pow(z(x), 3); }).mean, 0,
                4 * std::sqrt(15 / n));
    EXPECT_NEAR(average(p.terminal, [&](double x) { return std::pow(z(x), 4); }).mean, 3,
                4 * std::sqrt(96 / n));
}

TEST(Gbm, calls_puts_and_their_parity_are_those_of_Black_and_Scholes) {
    double const r = 0.03, sigma = 0.25, years = 0.5, strike = 1.05;
    path_task const t = gbm_task(200000, 6, (r - sigma * sigma / 2) / 12, sigma / std::sqrt(12.0));
    Paths p(t);
    p.run_plain();
    double const discount = std::exp(-r * years), spread = sigma * std::sqrt(years);
    double const d1 = (std::log(1 / strike) + (r + sigma * sigma / 2) * years) / spread, d2 = d1 - spread;
    double const call = normal_cdf(d1) - strike * discount * normal_cdf(d2);
    double const put = strike * discount * normal_cdf(-d2) - normal_cdf(-d1);
    Sample const c =
        average(p.terminal, [&](double x) { return discount * std::max(std::exp(x) - strike, 0.0); });
    Sample const q =
        average(p.terminal, [&](double x) { return discount * std::max(strike - std::exp(x), 0.0); });
    Sample const s = average(p.terminal, [&](double x) { return discount * std::exp(x); });
    EXPECT_NEAR(c.mean, call, 4 * c.error);
    EXPECT_NEAR(q.mean, put, 4 * q.error);
    EXPECT_NEAR(s.mean, 1, 4 * s.error);
    EXPECT_NEAR(c.mean - q.mean, s.mean - strike * discount, 1e-12);
}

TEST(Gbm, expected_drawdown_without_drift_lies_under_that_of_Magdon_Ismail_by_the_discrete_correction) {
    int64_t const steps = 1024;
    path_task const t = gbm_task(20000, steps, 0, 0.01);
    Paths p(t);
    p.run_plain();
    double const spread = 0.01 * std::sqrt(static_cast<double>(steps));
    double const continuous =
        std::sqrt(std::numbers::pi / 2) * spread;  // Magdon-Ismail et al. 2004, zero drift
    Sample const s = average(p.drawdown, [](double d) { return -std::log1p(d); });
    EXPECT_LT(s.mean + 4 * s.error, continuous);
    // Broadie, Glasserman, Kou 1997: a discrete extreme is nearer by 0.5826 volatility steps; a drawdown has
    // two ends.
    EXPECT_NEAR(s.mean, continuous - 2 * 0.5826 * 0.01, 4 * s.error + 0.2 * 0.01);
}

TEST(Gbm, fan_holds_the_level_after_every_so_many_steps) {
    path_task t = gbm_task(19, 23, 1e-3, 0.02);
    t.fan_every = 5;
    Paths p(t, true);
    p.run_plain();
    for (int64_t band = 1; band <= 4; ++band) {
        Paths shorter(gbm_task(19, band * 5, 1e-3, 0.02));
        shorter.run_plain();
        for (size_t i = 0; i < 19; ++i)
            EXPECT_EQ(p.fan[i * 4 + static_cast<size_t>(band - 1)], shorter.terminal[i]);
    }
}

TEST(Gbm, degenerate_cases) {
    Paths flat(gbm_task(20, 100, -0.001, 0.0)), none(gbm_task(20, 0, 0.1, 0.1));
    flat.run_plain();
    none.run_plain();
    for (size_t i = 0; i < 20; ++i) {
        EXPECT_NEAR(flat.terminal[i], -0.1, 1e-15);
        EXPECT_NEAR(flat.drawdown[i], std::expm1(-0.1), 1e-15);
        EXPECT_EQ(none.terminal[i], 0.0);
        EXPECT_EQ(none.drawdown[i], 0.0);
    }
}

}  // namespace
}  // namespace basicbot
