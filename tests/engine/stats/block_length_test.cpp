#include "engine/stats/block_length.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/random.hpp"

namespace basicbot {
namespace {

std::vector<double> first_order(double rho, int n, uint64_t seed) {
    TestRandom random(seed);
    std::vector<double> x;
    double value = 0;
    for (int i = 0; i < n; ++i) x.push_back(value = rho * value + random.bell());
    return x;
}

// For x[t] = rho x[t-1] + e: G / g = 2 rho / (1 - rho^2), so b = (2 rho / (1 - rho^2))^(2/3) n^(1/3) (D = 2
// g^2 after the correction of 2009; the uncorrected D gives another number).
TEST(BlockLength, A19_of_a_first_order_process_is_that_of_the_closed_form) {
    for (double rho : {0.3, 0.5, 0.7}) {
        double sum = 0;
        for (uint64_t seed = 1; seed <= 5; ++seed)
            sum += stationary_block_length(first_order(rho, 40000, seed));
        double const want = std::pow(2 * rho / (1 - rho * rho), 2.0 / 3) * std::cbrt(40000.0);
        EXPECT_NEAR(sum / 5, want, 0.12 * want) << rho;
    }
}

TEST(BlockLength, of_independent_values_is_short) {
    double sum = 0;
    for (uint64_t seed = 1; seed <= 10; ++seed) sum += stationary_block_length(first_order(0, 5000, seed));
    EXPECT_LT(sum / 10, 5);
}

TEST(BlockLength, stays_between_one_and_its_cap) {
    EXPECT_EQ(stationary_block_length(first_order(0.9999, 100000, 1)), 949);  // 3 sqrt(n), rounded up
    for (int n : {0, 1, 8, 9, 20}) {
        double const b = stationary_block_length(first_order(0.5, n, 3));
        EXPECT_GE(b, 1) << n;
        EXPECT_LE(b, std::max(1.0, std::ceil(n / 3.0))) << n;
    }
    EXPECT_EQ(stationary_block_length(std::vector<double>(100, 0.25)), 1);  // flat
}

}  // namespace
}  // namespace basicbot
