#include "engine/stats/calibration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/observe/error.hpp"

namespace basicbot {
namespace {

TEST(Calibration, mean_and_deviation_of_log_returns_with_ddof_1) {
    std::vector<double> const closes = {100, 110, 99, 108.9};
    std::vector<double> const r = log_returns_of_closes(closes, "X");
    ASSERT_EQ(r.size(), 3u);
    double const up = std::log(1.1), down = std::log(0.9), mean = (2 * up + down) / 3;
    EXPECT_NEAR(r[1], down, 1e-15);
    Moments const p = moments_of(r);
    EXPECT_NEAR(p.mean, mean, 1e-15);
    EXPECT_NEAR(p.deviation, std::sqrt((2 * (up - mean) * (up - mean) + (down - mean) * (down - mean)) / 2),
                1e-15);
}

TEST(Calibration, strategy_returns_become_logarithms) {
    std::vector<double> const r = log_returns_of_returns(std::vector<double>{0.1, -0.5, 0.0}, "X");
    EXPECT_NEAR(r[0], std::log(1.1), 1e-15);
    EXPECT_NEAR(r[1], std::log(0.5), 1e-15);
    EXPECT_EQ(r[2], 0.0);
}

TEST(Calibration, what_has_no_logarithm_is_refused_with_its_bar) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    for (std::vector<double> const& closes :
         {std::vector<double>{1, 0, 2}, {1, -1, 2}, {1, nan, 2}, {1, INFINITY, 2}, {1, 2}, {}}) {
        try {
            log_returns_of_closes(closes, "XYZ");
            ADD_FAILURE() << "accepted " << closes.size() << " closes";
        } catch (Error const& e) {
            EXPECT_EQ(e.kind(), ErrorKind::data);
            EXPECT_EQ(e.parts().path, "XYZ");
            EXPECT_FALSE(e.parts().suggestion.empty());
        }
    }
    EXPECT_THROW(log_returns_of_returns(std::vector<double>{0.1, -1.0}, "X"), Error);
    EXPECT_THROW(log_returns_of_returns(std::vector<double>{0.1, nan}, "X"), Error);
    EXPECT_NO_THROW(log_returns_of_returns(std::vector<double>{0.1, -0.999}, "X"));
}

}  // namespace
}  // namespace basicbot
