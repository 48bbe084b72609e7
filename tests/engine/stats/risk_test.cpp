#include "engine/stats/risk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "engine/stats/fixed_sum.hpp"
#include "kernels/core/exact_math.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

TEST(Risk, A15_value_at_risk_and_shortfall_by_hand) {
    std::vector<double> const x = {0.05, -0.10, 0.02, -0.30, 0.01, -0.20, 0.04, 0.03, -0.05, 0.00};  // n = 10
    RiskFigures const f = risk_figures(sample_of(x), {{0.8, 0.75, 0.95}, {}});
    EXPECT_DOUBLE_EQ(f.value_at_risk[0].value, 0.20);  // k = 2
    EXPECT_DOUBLE_EQ(f.expected_shortfall[0].value, (0.30 + 0.20) / 2);
    EXPECT_DOUBLE_EQ(f.value_at_risk[1].value, 0.10);  // k = 2.5
    EXPECT_DOUBLE_EQ(f.expected_shortfall[1].value, (0.30 + 0.20 + 0.5 * 0.10) / 2.5);
    EXPECT_DOUBLE_EQ(f.value_at_risk[2].value, 0.30);  // k = 0.5
    EXPECT_DOUBLE_EQ(f.expected_shortfall[2].value, 0.30);
    EXPECT_TRUE(std::isnan(f.value_at_risk[0].error));  // ten values have no 32 batches
}

TEST(Risk, A15_k_is_that_of_the_written_level) {
    std::vector<double> x;
    for (int i = 1; i <= 1000; ++i) x.push_back(static_cast<double>(i));
    // 1000 * (1 - 0.95) is 50.00000000000004 in float64.
    RiskFigures const f = risk_figures(sample_of(x), {{0.95}, {0.07, 0.0, 1.0}});
    EXPECT_EQ(f.value_at_risk[0].value, -50.0);
    EXPECT_EQ(f.expected_shortfall[0].value, -25.5);
    EXPECT_EQ(f.quantiles[0].value, 70.0);  // 1000 * 0.07 is 70.00000000000001
    EXPECT_EQ(f.quantiles[1].value, 1.0);
    EXPECT_EQ(f.quantiles[2].value, 1000.0);
}

TEST(Risk, selection_equals_a_full_sort) {
    TestRandom random(5);
    for (std::size_t n : {1u, 2u, 31u, 64u, 1000u, 4097u}) {
        std::vector<double> x;
        for (std::size_t i = 0; i < n; ++i)
            x.push_back(std::floor(random.uniform(-50, 50)) / 8);  // many ties
        std::vector<double> sorted = x;
        std::sort(sorted.begin(), sorted.end());
        std::vector<double> const q = {0.0, 0.013, 0.25, 0.5, 0.75, 0.99, 1.0}, levels = {0.5, 0.9, 0.975};
        RiskFigures const f = risk_figures(sample_of(x), {levels, q});
        for (std::size_t i = 0; i < q.size(); ++i) {
            double const rank = std::max(1.0, std::ceil(static_cast<double>(n) * q[i] - 1e-7));
            EXPECT_EQ(f.quantiles[i].value, sorted[static_cast<std::size_t>(rank) - 1]) << n << " " << q[i];
        }
        for (std::size_t i = 0; i < levels.size(); ++i) {
            double const k = std::round(static_cast<double>(n) * (1 - levels[i]) * 1e9) / 1e9;
            double sum = 0;
            for (std::size_t j = 0; j < static_cast<std::size_t>(k); ++j) sum += sorted[j];
            double const part = k - std::floor(k);
            if (part > 0) sum += part * sorted[static_cast<std::size_t>(k)];
            EXPECT_NEAR(f.expected_shortfall[i].value, -sum / k, 1e-12) << n << " " << levels[i];
        }
    }
}

TEST(Risk, the_order_of_equal_samples_does_not_show_in_the_value) {
    TestRandom random(6);
    std::vector<double> x;
    for (int i = 0; i < 5000; ++i) x.push_back(random.bell());
    RiskRequest const request = {{0.9, 0.99}, {0.1, 0.5}};
    RiskFigures const a = risk_figures(sample_of(x), request);
    std::reverse(x.begin(), x.end());
    RiskFigures const b = risk_figures(sample_of(x), request);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(a.expected_shortfall[static_cast<std::size_t>(i)].value,
                  b.expected_shortfall[static_cast<std::size_t>(i)].value);
        EXPECT_EQ(a.quantiles[static_cast<std::size_t>(i)].value,
                  b.quantiles[static_cast<std::size_t>(i)].value);
    }
}

// Over 200 samples the interval estimate +- 1.96 standard errors holds the truth about 95 times in 100. The
// bounds leave room for 32 batches (Student's t with 31 degrees gives 94.1 %) and for the sampling error of
// 200 trials.
TEST(Risk, A21_standard_errors_cover_the_truth) {
    int const seeds = 200, n = 6400;
    double const q = normal_quantile(0.05);
    double const shortfall = std::exp(-q * q / 2) / std::sqrt(2 * 3.141592653589793) / 0.05;
    int mean = 0, sd = 0, var = 0, es = 0, median = 0, share = 0;
    auto const holds = [](Estimate e, double truth) {
        return std::fabs(e.value - truth) <= 1.96 * e.error ? 1 : 0;
    };
    for (int seed = 0; seed < seeds; ++seed) {
        TestRandom random(1000 + static_cast<uint64_t>(seed));
        std::vector<double> x;
        for (int i = 0; i < n; ++i) x.push_back(normal_quantile(random.uniform() + 0x1p-54));
        RiskFigures const f = risk_figures(sample_of(x), {{0.95}, {0.5}});
        mean += holds(f.mean, 0);
        sd += holds(f.deviation, 1);
        var += holds(f.value_at_risk[0], -q);
        es += holds(f.expected_shortfall[0], shortfall);
        median += holds(f.quantiles[0], 0);
        share += holds(f.below, 0.5);
    }
    for (int covered : {mean, sd, var, es, median, share}) {
        EXPECT_GE(covered, 178);  // 94 % less three of its standard deviations
        EXPECT_LE(covered, 199);
    }
}

TEST(Risk, share_and_moments_by_hand) {
    std::vector<double> const x = {-1, 0, 1, 2};
    RiskFigures const f = risk_figures(sample_of(x), {});
    EXPECT_DOUBLE_EQ(f.below.value, 0.25);
    EXPECT_DOUBLE_EQ(f.below.error, std::sqrt(0.25 * 0.75 / 4));
    EXPECT_DOUBLE_EQ(f.mean.value, 0.5);
    EXPECT_DOUBLE_EQ(f.deviation.value, std::sqrt(5.0 / 3));
    EXPECT_DOUBLE_EQ(f.mean.error, std::sqrt(5.0 / 3) / 2);
    EXPECT_TRUE(std::isnan(risk_figures(sample_of(std::vector<double>{1.0}), {}).deviation.value));
}

TEST(Risk, a_sample_with_nan_has_no_order) {
    std::vector<double> x(100, 1.0);
    x[40] = std::numeric_limits<double>::quiet_NaN();
    RiskFigures const f = risk_figures(sample_of(x), {{0.9}, {0.5}});
    for (auto const* figures : {&f.value_at_risk, &f.expected_shortfall, &f.quantiles})
        EXPECT_TRUE(std::isnan(figures->at(0).value));
}

TEST(Risk, how_much_is_gathered_at_once_does_not_show) {
    TestRandom random(9);
    std::vector<double> x;
    for (int i = 0; i < 60000; ++i) x.push_back(std::floor(random.bell() * 1000) / 1000);
    RiskRequest const request = {{0.5, 0.95, 0.999}, {0.01, 0.5, 0.9}};
    RiskFigures const a = risk_figures(sample_of(x), request),
                      b = risk_figures(sample_of(x), request, least_gathered);
    for (auto member :
         {&RiskFigures::value_at_risk, &RiskFigures::expected_shortfall, &RiskFigures::quantiles})
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ((a.*member)[i].value, (b.*member)[i].value);
            EXPECT_EQ((a.*member)[i].error, (b.*member)[i].error);
        }
}

TEST(FixedSum, adds_every_term_once_in_order) {
    for (std::size_t n : {0u, 1u, 127u, 128u, 129u, 256u, 1000u, 12345u}) {
        std::vector<int> seen(n, 0);
        double const sum = fixed_sum(n, [&](std::size_t i) { return ++seen[i], static_cast<double>(i); });
        EXPECT_EQ(sum, n == 0 ? 0.0 : static_cast<double>(n) * static_cast<double>(n - 1) / 2);
        for (int s : seen) EXPECT_EQ(s, 1);
    }
}

TEST(FixedSum, terms_that_come_in_pieces_give_the_same_bits) {
    TestRandom random(3);
    for (std::size_t n : {0u, 1u, 127u, 128u, 129u, 255u, 256u, 257u, 1000u, 12345u, 65536u}) {
        std::vector<double> x;
        for (std::size_t i = 0; i < n; ++i) x.push_back(random.bell() * std::exp(10 * random.bell()));
        double const want = fixed_sum(n, [&](std::size_t i) { return x[i]; });
        for (std::size_t piece : {1u, 7u, 128u, 4096u}) {
            FixedSum sum(n);
            for (std::size_t i = 0; i < n; i += piece)
                sum.add(std::span(x).subspan(i, std::min(piece, n - i)));
            EXPECT_EQ(sum.value(), want) << n << " in " << piece;
        }
    }
}

}  // namespace
}  // namespace basicbot
