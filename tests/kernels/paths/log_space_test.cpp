// The lane forms of log and expm1 are the scalar functions, bit for bit.

#include "kernels/paths/log_space.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random.hpp"

namespace basicbot {
namespace {

using L = scalar_float_lanes;

TEST(LogSpace, lane_log_is_exact_log) {
    TestRandom random(3);
    for (int i = 0; i < 100000; ++i) {
        double const u = std::ldexp(random.uniform(0.5, 1.0), -static_cast<int>(random.below(40)));
        ASSERT_EQ(bits_of(log_of<L>(u)), bits_of(exact_log(u))) << u;
    }
    EXPECT_EQ(log_of<L>(1.0), 0.0);
}

TEST(LogSpace, lane_expm1_of_a_loss_is_exact_expm1) {
    TestRandom random(4);
    for (int i = 0; i < 100000; ++i) {
        double const x = -std::ldexp(random.uniform(0.5, 1.0), static_cast<int>(random.below(70)) - 62);
        ASSERT_EQ(bits_of(expm1_of<L>(x)), bits_of(exact_expm1(x))) << x;
    }
    EXPECT_EQ(bits_of(expm1_of<L>(0.0)), bits_of(0.0));
    EXPECT_EQ(expm1_of<L>(-1e300), -1.0);
}

TEST(LogSpace, drawdown_is_measured_from_the_start_and_from_every_peak) {
    log_path<double> path = start_of_path<L>();
    for (double r : {-0.1, 0.3, -0.05, -0.25, 0.2}) advance<L>(path, r);
    EXPECT_DOUBLE_EQ(path.depth, 0.3);
    EXPECT_DOUBLE_EQ(path.peak, 0.2);
    EXPECT_DOUBLE_EQ(drawdown_of<L>(path.depth), std::expm1(-0.3));
}

}  // namespace
}  // namespace basicbot
