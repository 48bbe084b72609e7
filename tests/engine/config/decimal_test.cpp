#include "engine/config/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace basicbot {
namespace {

TEST(Rules, A26_values_are_decimal_text) {
    EXPECT_EQ(decimal_range(0.1, 0.5, 0.1, 100), (std::vector<double>{0.1, 0.2, 0.3, 0.4, 0.5}));
    auto const fine = decimal_range(-1, 1, 0.001, 10000);
    ASSERT_EQ(fine.size(), 2001u);
    EXPECT_EQ(fine[0], -1);
    EXPECT_EQ(fine[999], -0.001);
    EXPECT_EQ(fine[1000], 0);
    EXPECT_EQ(fine[1007], 0.007);
    EXPECT_EQ(fine[2000], 1);
    EXPECT_EQ(decimal_range(1e-7, 3e-7, 1e-7, 10), (std::vector<double>{1e-7, 2e-7, 3e-7}));
    EXPECT_EQ(decimal_range(1e12, 1e12 + 2, 1, 10), (std::vector<double>{1e12, 1e12 + 1, 1e12 + 2}));
}

TEST(Rules, A26_count_includes_to_and_stops_below_it) {
    EXPECT_EQ(decimal_range(5, 50, 3, 100).back(), 50);
    EXPECT_EQ(decimal_range(5, 50, 3, 100).size(), 16u);
    EXPECT_EQ(decimal_range(5, 49.9, 3, 100).back(), 47);
    EXPECT_EQ(decimal_range(7, 7, 1, 100), std::vector<double>{7});
    // Within 1e-9 of a step the next value counts: (to - from) / step + 1e-9.
    EXPECT_EQ(decimal_range(0, 0.9999999995, 1, 100).size(), 2u);
    EXPECT_EQ(decimal_range(0, 0.999999998, 1, 100).size(), 1u);
}

TEST(Decimal, refuses_what_has_no_short_decimal_and_too_many_values) {
    EXPECT_TRUE(decimal_range(0, 1, 0.1, 10).empty());
    EXPECT_EQ(decimal_range(0, 1, 0.1, 11).size(), 11u);
    EXPECT_TRUE(decimal_range(0, 1, 1.0 / 3, 100).empty());
    EXPECT_TRUE(decimal_range(0, 1e300, 1e299, 100).empty());
    EXPECT_TRUE(decimal_range(0, 1e12, 1e-30, 100).empty());
    EXPECT_TRUE(decimal_range(0, 1, 0, 100).empty());
    EXPECT_FALSE(decimal_of(std::nan("")));
    EXPECT_FALSE(decimal_of(INFINITY));
}

TEST(Decimal, text_of_up_to_15_digits_survives) {
    for (double value : {0.1, 123456.789, 1e-9, 5.0, 0.000123, -2.5, 999999999999999.0, 0.0})
        EXPECT_EQ(to_double(*decimal_of(value)), value);
    EXPECT_EQ(shortest_text(0.1), "0.1");
    EXPECT_EQ(shortest_text(5), "5");
    EXPECT_EQ(shortest_text(100000), "100000");
    EXPECT_EQ(shortest_text(1e-7), "1e-07");
}

}  // namespace
}  // namespace basicbot
