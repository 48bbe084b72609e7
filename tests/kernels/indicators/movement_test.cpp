// What directional movement, parabolic stops and flows of money promise where their formulas alone do not say
// it.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

TEST(Flows, what_has_left_the_window_leaves_no_rounding_behind) {
    Series x(600, 0.0);  // long above zero, then below, then nothing; no sum is exact
    for (size_t t = 0; t < 400; ++t)
        x[t] = t < 200 ? 0.37 + 7.3 / static_cast<double>(t + 1) : -1.3e3 - 0.1 * static_cast<double>(t);
    for (double none : {0.0, 50.0})
        for (double n : {2.0, 14.0, 90.0}) {
            Series const value = run(entry_named("positive_share"), 0, {x}, 0, {{n, none}}).columns[0];
            size_t const full = static_cast<size_t>(n);
            for (size_t t = full; t < 200; ++t) ASSERT_EQ(value[t], 100.0) << n << " " << t;
            for (size_t t = 200 + full; t < 400; ++t) ASSERT_EQ(value[t], 0.0) << n << " " << t;
            for (size_t t = 400 + full; t < 600; ++t) ASSERT_EQ(value[t], none) << n << " " << t;
        }
}

TEST(Movement, with_one_bar_the_sum_is_the_movement) {
    Series const high = {10, 12, 12, 11, 15}, low = {9, 10, 7, 8, 3};
    Series const plus = run(entry_named("plus_dm"), 0, {high, low}, 0, {{1}}).columns[0];
    Series const minus = run(entry_named("minus_dm"), 0, {high, low}, 0, {{1}}).columns[0];
    EXPECT_EQ(Series(plus.begin() + 1, plus.end()), (Series{2, 0, 0, 0}));
    EXPECT_EQ(Series(minus.begin() + 1, minus.end()), (Series{0, 3, 0, 5}));
}

TEST(Movement, an_index_without_movement_keeps_its_value) {
    Series price(100, 5.0);
    for (size_t t = 30; t < 60; ++t) price[t] = 5.0 + static_cast<double>(t - 29);
    for (size_t t = 60; t < 100; ++t) price[t] = 35.0;
    Series const index = run(entry_named("dx"), 0, {price, price}, 0, {{7}}).columns[0];
    Series const mean = run(entry_named("adx"), 0, {price, price}, 0, {{7}}).columns[0];
    for (size_t t = 7; t < 30; ++t) EXPECT_EQ(index[t], 0.0) << t;
    for (size_t t = 13; t < 30; ++t) EXPECT_EQ(mean[t], 0.0) << t;
    for (size_t t = 30; t < 100; ++t) EXPECT_EQ(index[t], 100.0) << t;
}

TEST(Stops, the_extended_stop_with_equal_sides_is_the_plain_one_with_a_sign) {
    Entry const& plain = entry_named("sar");
    for (Kind kind : {Kind::walk, Kind::huge, Kind::gapped}) {
        Bars const bars = make_bars(plain, kind, 700);
        Series const stop = run(plain, 0, bars, 0, {{0.03, 0.25}}).columns[0];
        std::vector<double> const set = {0, 0, 0.03, 0.03, 0.25, 0.03, 0.03, 0.25};
        Series const sided = run(entry_named("sarext"), 0, bars, 0, {set}).columns[0];
        size_t longs = 0;
        for (size_t t = 1; t < 700; ++t) {
            ASSERT_EQ(std::fabs(sided[t]), stop[t]) << t;
            longs += sided[t] > 0;
        }
        EXPECT_GT(longs, 100u);
        EXPECT_LT(longs, 600u);
    }
}

TEST(Stops, a_bar_without_prices_does_not_end_the_stop) {
    Bars bars = make_bars(entry_named("sar"), Kind::walk, 400);
    for (Series& x : bars) x[150] = std::nan("");
    Series const stop = run(entry_named("sar"), 0, bars, 0, {{0.02, 0.2}}).columns[0];
    for (size_t t = 1; t < 400; ++t) ASSERT_TRUE(std::isfinite(stop[t])) << t;
}

TEST(Deviations, survive_prices_of_1e8_and_vanish_on_flat_windows) {
    Series x(200, 0.1);
    for (size_t t = 0; t < 100; ++t) x[t] = 1e8 + static_cast<double>(t % 2);
    Series const size = run(entry_named("avgdev"), 0, {x}, 0, {{20}}).columns[0];
    Series const index = run(entry_named("channel_index"), 0, {x}, 0, {{20}}).columns[0];
    for (size_t t = 19; t < 100; ++t) {
        ASSERT_EQ(size[t], 0.5) << t;
        ASSERT_NEAR(index[t], t % 2 ? 1 / 0.015 : -1 / 0.015, 1e-12) << t;
    }
    for (size_t t = 119; t < 200; ++t) {
        ASSERT_EQ(size[t], 0.0) << t;
        ASSERT_EQ(index[t], 0.0) << t;
    }
}

}  // namespace
