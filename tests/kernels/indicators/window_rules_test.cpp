// What the windowed sums and extremes promise: no drift, no dependence on the series' first bar, exact flat
// windows, recovery after a NaN.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

bool equal_bits(double a, double b) { return basicbot::bits_of(a) == basicbot::bits_of(b); }

TEST(Windows, A10_value_does_not_depend_on_where_the_series_begins) {
    for (char const* name : {"sma", "sum", "bbands", "highest", "lowest", "maxindex", "minindex", "minmax",
                             "minmaxindex", "imi", "avgdev", "cci"}) {
        Entry const& e = entry_named(name);
        Bars const bars = make_bars(e, Kind::walk, 700);
        for (double n : {3.0, 17.0, 64.0, 150.0}) {
            std::vector<double> set = {n, 2, 2};
            set.resize(e.params.size());
            Result const whole = run(e, 0, bars, 0, {set});
            for (int64_t begin : {1, 37, 64, 200}) {
                Result const later = run(e, 0, bars, begin, {set});
                // From the first restart with a full window on.
                int64_t const from = (begin + static_cast<int64_t>(n) - 1 + 63) / 64 * 64;
                for (size_t c = 0; c < whole.columns.size(); ++c) {
                    for (size_t t = static_cast<size_t>(from); t < 700; ++t) {
                        ASSERT_TRUE(equal_bits(whole.columns[c][t], later.columns[c][t])) << name << " " << t;
                    }
                }
            }
        }
    }
}

TEST(Windows, a_flat_window_gives_exactly_the_value) {
    Series x(300, 0.1);
    for (size_t t = 0; t < 120; ++t) x[t] = 100.0 + std::sin(static_cast<double>(t));
    for (double n : {5.0, 30.0, 70.0}) {
        Result const mean = run(entry_named("sma"), 0, {x}, 0, {{n}});
        Result const bands = run(entry_named("bbands"), 0, {x}, 0, {{n, 2, 2}});
        for (size_t t = 120 + static_cast<size_t>(n) - 1; t < 300; ++t) {
            ASSERT_EQ(mean.columns[0][t], 0.1) << t;
            for (Series const& band : bands.columns) ASSERT_EQ(band[t], 0.1) << t;
        }
    }
}

TEST(Windows, sums_do_not_drift_over_a_long_series) {
    size_t const size = 200000;
    Series x(size);
    std::mt19937_64 random(5);
    for (size_t t = 0; t < size; ++t) {
        x[t] = 1.0 + static_cast<double>(random() % 1000) * (t < size / 2 ? 1e9 : 1e-3);  // huge, then small
    }
    Series const mean = run(entry_named("sma"), 0, {x}, 0, {{20}}).columns[0];
    for (size_t t = size - 1000; t < size; ++t) {
        long double sum = 0;
        for (size_t k = 0; k < 20; ++k) sum += x[t - k];
        ASSERT_NEAR(mean[t], static_cast<double>(sum / 20), 1e-14) << t;
    }
}

TEST(Windows, sums_recover_from_a_nan_at_the_next_restart) {
    for (char const* name : {"sma", "sum", "bbands", "imi", "dpo"}) {
        Entry const& e = entry_named(name);
        Bars const clean = make_bars(e, Kind::walk, 500);
        Bars holed = clean;
        holed[0][130] = std::nan("");
        std::vector<double> set = {10, 2, 2};
        set.resize(e.params.size());
        Result const want = run(e, 0, clean, 0, {set}), got = run(e, 0, holed, 0, {set});
        for (size_t c = 0; c < want.columns.size(); ++c) {
            for (size_t t = 130; t < 192; ++t) ASSERT_TRUE(std::isnan(got.columns[c][t])) << name << " " << t;
            for (size_t t = 192; t < 500; ++t) {
                ASSERT_TRUE(equal_bits(want.columns[c][t], got.columns[c][t])) << name << " " << t;
            }
        }
    }
}

TEST(Windows, extremes_are_nan_exactly_while_a_nan_is_inside) {
    for (char const* name : {"highest", "lowest", "maxindex", "minindex", "minmax", "minmaxindex"}) {
        for (double n : {1.0, 4.0, 16.0, 17.0, 40.0}) {
            Entry const& e = entry_named(name);
            Bars const clean = make_bars(e, Kind::walk, 300);
            for (size_t hole : {size_t{143}, size_t{144}, size_t{159}}) {
                Bars holed = clean;
                holed[0][hole] = std::nan("");
                Series const want = run(e, 0, clean, 0, {{n}}).columns[0],
                             got = run(e, 0, holed, 0, {{n}}).columns[0];
                for (size_t t = hole; t < 300; ++t) {
                    if (t < hole + static_cast<size_t>(n)) {
                        ASSERT_TRUE(std::isnan(got[t])) << name << n << " " << t;
                    } else {
                        ASSERT_EQ(want[t], got[t]) << name << n << " " << t;
                    }
                }
            }
        }
    }
}

// Few values, so that most windows hold the extreme more than once, in the part before a cut as in that after
// it.
TEST(Windows, of_equal_extremes_the_newest_counts) {
    std::mt19937_64 random(4);
    double const inf = std::numeric_limits<double>::infinity();
    Series x(400);
    for (double& v : x) v = std::vector<double>{-inf, -1.0, -0.0, 0.0, 1.0, inf}[random() % 6];
    std::fill(x.begin() + 100, x.begin() + 160, -inf);
    std::fill(x.begin() + 200, x.begin() + 260, inf);
    for (size_t n : {1, 2, 5, 15, 16, 17, 31, 60}) {
        Result const r = run(entry_named("minmaxindex"), 0, {x}, 0, {{static_cast<double>(n)}});
        for (size_t t = n - 1; t < x.size(); ++t) {
            size_t low = t, high = t;
            for (size_t k = 1; k < n; ++k) {
                if (x[t - k] < x[low]) low = t - k;
                if (x[t - k] > x[high]) high = t - k;
            }
            ASSERT_EQ(r.columns[0][t], static_cast<double>(low)) << n << " " << t;
            ASSERT_EQ(r.columns[1][t], static_cast<double>(high)) << n << " " << t;
        }
    }
}

TEST(Windows, the_sum_of_a_flat_window_is_its_value_times_the_bars) {
    Series x(300, 0.1);
    for (size_t t = 0; t < 120; ++t) x[t] = 100.0 + std::sin(static_cast<double>(t));
    for (double n : {5.0, 30.0, 70.0}) {
        Series const total = run(entry_named("sum"), 0, {x}, 0, {{n}}).columns[0];
        for (size_t t = 120 + static_cast<size_t>(n) - 1; t < 300; ++t) ASSERT_EQ(total[t], 0.1 * n) << t;
    }
}

TEST(Recursions, a_nan_stays) {
    for (char const* name : {"ema", "rsi", "macd", "atr", "plus_dm", "minus_di", "dx", "adx", "ad", "adosc",
                             "obv", "supertrend"}) {
        Entry const& e = entry_named(name);
        Bars bars = make_bars(e, Kind::walk, 400);
        for (Series& x : bars) x[200] = std::nan("");
        for (Series const& column : run(e, 0, bars, 0, parameter_sets(e, 1)).columns) {
            EXPECT_FALSE(std::isnan(column[199])) << name;
            for (size_t t = 200; t < 400; ++t) ASSERT_TRUE(std::isnan(column[t])) << name << " " << t;
        }
    }
}

TEST(Rsi, flat_series_is_zero_as_in_talib) {
    Series const value = run(entry_named("rsi"), 0, {Series(50, 7.0)}, 0, {{14}}).columns[0];
    for (size_t t = 14; t < 50; ++t) EXPECT_EQ(value[t], 0.0);
}

TEST(Rsi, only_gains_are_a_hundred_and_only_losses_zero) {
    Series up(30), down(30);
    for (size_t t = 0; t < 30; ++t)
        up[t] = 100.0 + static_cast<double>(t), down[t] = 100.0 - static_cast<double>(t);
    EXPECT_EQ(run(entry_named("rsi"), 0, {up}, 0, {{14}}).columns[0][29], 100.0);
    EXPECT_EQ(run(entry_named("rsi"), 0, {down}, 0, {{14}}).columns[0][29], 0.0);
}

TEST(Div, by_zero_is_the_ieee_quotient) {
    Series const value = run(entry_named("div"), 0, {{1, -1, 0}, {0, 0, 0}}, 0, {{}}).columns[0];
    EXPECT_EQ(value[0], INFINITY);
    EXPECT_EQ(value[1], -INFINITY);
    EXPECT_TRUE(std::isnan(value[2]));
}

}  // namespace
