// Statistics of signal research against values worked by hand and published ones.

#include "engine/stats/forward_returns.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace basicbot {
namespace {

double const none = std::nan("");

TEST(ForwardReturns, from_the_next_open_or_the_close) {
    std::vector<double> const open = {10, 11, 12, 15, 18}, close = {10.5, 11.5, 13, 16, 20};
    std::vector<double> const next = forward_returns(open, close, 2, ForwardEntry::next_open);
    EXPECT_DOUBLE_EQ(next[0], 15.0 / 11 - 1);
    EXPECT_DOUBLE_EQ(next[1], 18.0 / 12 - 1);
    for (std::size_t t = 2; t < 5; ++t) EXPECT_TRUE(std::isnan(next[t])) << t;
    std::vector<double> const same = forward_returns(open, close, 3, ForwardEntry::close);
    EXPECT_DOUBLE_EQ(same[1], 20 / 11.5 - 1);
    EXPECT_TRUE(std::isnan(same[2]));
    EXPECT_TRUE(std::isnan(forward_returns(open, close, 9, ForwardEntry::close)[0]));
}

TEST(ForwardReturns, equal_values_share_their_rank) {
    std::vector<double> const ranks = ranks_of(std::vector<double>{3, none, 1, 3, 7, 3});
    EXPECT_TRUE(std::isnan(ranks[1]));
    EXPECT_EQ((std::vector<double>{ranks[0], ranks[2], ranks[3], ranks[4], ranks[5]}),
              (std::vector<double>{3, 1, 3, 5, 3}));
}

// The example of Wikipedia's "Spearman's rank correlation coefficient": hours of television against IQ,
// -29/165.
TEST(ForwardReturns, the_published_example_of_a_rank_correlation) {
    std::vector<double> const iq = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    std::vector<double> const hours = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    EXPECT_NEAR(rank_correlation(iq, hours), -29.0 / 165, 1e-15);
}

TEST(ForwardReturns, pairs_with_a_hole_are_left_out_before_ranking) {
    std::vector<double> const a = {1, 2, none, 4, 5, 100}, b = {10, 20, -99, 40, 50, none};
    EXPECT_NEAR(rank_correlation(a, b), 1, 1e-15);
    EXPECT_TRUE(std::isnan(rank_correlation(std::vector<double>{1, 2, none}, std::vector<double>{1, 2, 3})));
    EXPECT_TRUE(std::isnan(rank_correlation(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3})));
}

// Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3.
TEST(ForwardReturns, the_published_intervals_of_shares) {
    struct Case {
        double hits, count, low, high;
    };
    for (Case const c : {Case{81, 263, 0.2553, 0.3662}, Case{15, 148, 0.0624, 0.1605}, Case{0, 20, 0, 0.1611},
                         Case{1, 29, 0.0061, 0.1718}}) {
        Interval const got = share_interval(c.hits, c.count);
        EXPECT_NEAR(got.low, c.low, 5e-5) << c.hits;
        EXPECT_NEAR(got.high, c.high, 5e-5) << c.hits;
    }
    EXPECT_TRUE(std::isnan(share_interval(0, 0).low));
}

TEST(ForwardReturns, the_interval_of_a_correlation_holds_it_in_95_of_100_samples) {
    std::mt19937_64 random(9);
    std::normal_distribution<> normal;
    int const samples = 2000;
    double const slope = 0.3;
    // Spearman's coefficient of a bivariate normal: 6/pi asin(rho/2).
    double const rho = slope / std::sqrt(1 + slope * slope), truth = 6 / M_PI * std::asin(rho / 2);
    int held = 0;
    for (int i = 0; i < samples; ++i) {
        std::vector<double> a(100), b(100);
        for (std::size_t k = 0; k < a.size(); ++k) {
            a[k] = normal(random);
            b[k] = slope * a[k] + normal(random);
        }
        Interval const got = correlation_interval(rank_correlation(a, b), 100);
        held += got.low <= truth && truth <= got.high;
    }
    EXPECT_NEAR(held / static_cast<double>(samples), 0.95, 4 * std::sqrt(0.95 * 0.05 / samples));
}

TEST(ForwardReturns, quantiles_hold_equally_many) {
    std::vector<double> values = {none};
    for (int i = 0; i < 100; ++i) values.push_back((i * 37) % 100);
    std::vector<std::int32_t> const q = quantiles_of(values, 5);
    EXPECT_EQ(q[0], -1);
    std::vector<int> count(5, 0);
    for (std::size_t i = 1; i < q.size(); ++i) {
        ++count[static_cast<std::size_t>(q[i])];
        EXPECT_EQ(q[i], static_cast<std::int32_t>(values[i] / 20));
    }
    EXPECT_EQ(count, std::vector<int>(5, 20));
}

TEST(ForwardReturns, means_and_their_errors) {
    ReturnMean m;
    for (double const x : {0.1, -0.2, 0.3, 0.2}) m.add(x);
    EXPECT_DOUBLE_EQ(m.mean(), 0.1);
    EXPECT_DOUBLE_EQ(m.hit_rate(), 0.75);
    EXPECT_NEAR(m.standard_error(4), std::sqrt(0.14 / 3 / 4), 1e-15);
    EXPECT_TRUE(std::isnan(ReturnMean{}.mean()));
    EXPECT_TRUE(std::isnan(m.standard_error(1)));
}

}  // namespace
}  // namespace basicbot
