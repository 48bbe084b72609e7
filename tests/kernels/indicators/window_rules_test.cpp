// What the windowed sums and extremes promise: no drift, no dependence on the series' first bar, exact flat
// windows, recovery after a NaN.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

bool equal_bits(double a, double b) { return basicbot::bits_of(a) == basicbot::bits_of(b); }

TEST(Windows, A10_value_does_not_depend_on_where_the_series_begins) {
    for (char const* name :
         {"sma", "sum", "bbands", "highest", "lowest", "maxindex", "minindex", "minmax", "minmaxindex",
          "positive_share", "avgdev", "channel_index", "wma", "linearreg_slope", "correl"}) {
        Entry const& e = entry_named(name);
        Bars const bars = make_bars(e, Kind::walk, 700);
        for (double n : {3.0, 8.0, 9.0, 17.0, 64.0, 150.0}) {
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
    for (char const* name :
         {"sma", "sum", "bbands", "positive_share", "dpo", "wma", "linearreg_slope", "correl"}) {
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

// The middle band is worked out by the walk, also beside longer windows and in stretches, the mean of few
// bars by registers of bars.
TEST(Windows, short_ones_are_one_sum_by_walks_and_by_registers) {
    Entry const &mean = entry_named("sma"), &bands = entry_named("bbands");
    Bars bars = make_bars(mean, Kind::walk, 5003);
    for (size_t t = 3000; t < 3020; ++t) bars[0][t] = 0.1;
    std::vector<std::vector<double>> sets, banded;
    for (double n : {2.0, 40.0, 3.0, 4.0, 5.0, 6.0, 100.0, 7.0, 8.0}) sets.push_back({n});
    for (auto const& set : sets) banded.push_back({set[0], 2, 2});
    for (size_t isa = 0; isa < 3; ++isa) {
        if (!instruction_sets()[isa].present) continue;
        Result const means = run(mean, static_cast<int>(isa), bars, 5, sets);
        Result const batch = run(bands, static_cast<int>(isa), bars, 5, banded);
        for (size_t i = 0; i < sets.size(); ++i) {
            Result const alone = run(bands, static_cast<int>(isa), bars, 5, {banded[i]});
            ASSERT_TRUE(same_bits(batch.columns[3 * i + 1], means.columns[i])) << sets[i][0];
            ASSERT_TRUE(same_bits(alone.columns[1], means.columns[i])) << sets[i][0];
        }
    }
}

// Windows of up to eight bars are added from the newest value back.
TEST(Windows, short_ones_are_the_sum_of_their_bars) {
    Entry const& e = entry_named("sum");
    Bars bars = make_bars(e, Kind::walk, 700);
    for (size_t t = 300; t < 310; ++t) bars[0][t] = 0.1;
    bars[0][130] = std::nan("");
    std::vector<std::vector<double>> sets;
    for (double n : {20.0, 1.0, 2.0, 3.0, 300.0, 4.0, 5.0, 6.0, 7.0, 8.0}) sets.push_back({n});
    for (size_t isa = 0; isa < 3; ++isa) {
        if (!instruction_sets()[isa].present) continue;
        Result const batch = run(e, static_cast<int>(isa), bars, 5, sets);
        for (size_t i = 0; i < sets.size(); ++i) {
            auto const n = static_cast<size_t>(sets[i][0]);
            if (n > 8) continue;
            Result const alone = run(e, static_cast<int>(isa), bars, 5, {sets[i]});
            for (size_t t = 5 + n - 1; t < 700; ++t) {
                double want = bars[0][t];
                bool flat = true;
                for (size_t k = 1; k < n; ++k) {
                    want += bars[0][t - k];
                    flat = flat && bars[0][t - k] == bars[0][t];
                }
                if (flat) want = bars[0][t] * sets[i][0];
                ASSERT_EQ(std::isnan(want), 130 <= t && t < 130 + n) << n << " " << t;
                if (std::isnan(want)) want = basicbot::quiet_nan();
                ASSERT_TRUE(equal_bits(batch.columns[i][t], want)) << n << " " << t;
                ASSERT_TRUE(equal_bits(alone.columns[0][t], want)) << n << " " << t;
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

TEST(Windows, a_weighted_mean_and_a_slope_keep_their_digits_at_1e8) {
    Series x(400);
    for (size_t t = 0; t < 400; ++t) x[t] = 1e8 + static_cast<double>(t * t % 7 % 2);
    for (size_t n : {2, 9, 64, 150}) {
        double const bars = static_cast<double>(n);
        Series const mean = run(entry_named("wma"), 0, {x}, 0, {{bars}}).columns[0];
        Series const slope = run(entry_named("linearreg_slope"), 0, {x}, 0, {{bars}}).columns[0];
        for (size_t t = n - 1; t < x.size(); ++t) {
            long double weighted = 0, moment = 0;
            for (size_t k = 0; k < n; ++k) {
                weighted += static_cast<long double>(n - k) * (x[t - k] - 1e8L);
                moment +=
                    ((static_cast<long double>(n) - 1) / 2 - static_cast<long double>(k)) * (x[t - k] - 1e8L);
            }
            long double const cube = static_cast<long double>(n) * (static_cast<long double>(n * n) - 1) / 12;
            ASSERT_NEAR(mean[t] - 1e8,
                        static_cast<double>(weighted * 2 / static_cast<long double>(n * (n + 1))), 2e-8);
            ASSERT_NEAR(slope[t], static_cast<double>(moment / cube), 1e-14) << n << " " << t;
        }
    }
}

// Squares of the jump are 1e12 times those of the steps after it.
TEST(Windows, a_correlation_after_a_jump_keeps_its_digits) {
    std::mt19937_64 random(9);
    Series x(300), y(300);
    for (size_t t = 0; t < 300; ++t) {
        x[t] = (t < 130 ? 1e6 : 1.0) + static_cast<double>(random() % 1024) / 1024;
        y[t] = (t < 131 ? 2.0 : 3e6) + static_cast<double>(random() % 1024) / 1024;
    }
    Series const two = run(entry_named("correl"), 0, {x, y}, 0, {{2}}).columns[0];
    Series const ten = run(entry_named("correl"), 0, {x, y}, 0, {{10}}).columns[0];
    for (size_t t = 142; t < 192; ++t) {
        bool const up = (x[t] > x[t - 1]) == (y[t] > y[t - 1]);
        ASSERT_NEAR(two[t], x[t] == x[t - 1] || y[t] == y[t - 1] ? 0.0 : up ? 1.0 : -1.0, 1e-14) << t;
        long double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
        for (size_t k = 0; k < 10; ++k) {
            long double const a = x[t - k] - 1.0L, b = y[t - k] - 3e6L;
            sx += a, sy += b, sxx += a * a, sxy += a * b, syy += b * b;
        }
        long double const want =
            (10 * sxy - sx * sy) / std::sqrt((10 * sxx - sx * sx) * (10 * syy - sy * sy));
        ASSERT_NEAR(ten[t], static_cast<double>(want), 1e-14) << t;
    }
}

TEST(Windows, no_steps_leave_kama_fast_and_vidya_where_it_is) {
    Series x(300, 7.0);
    for (size_t t = 0; t < 100; ++t) x[t] = 3.0 + std::sin(static_cast<double>(t));
    Series const kama = run(entry_named("kama"), 0, {x}, 0, {{10}}).columns[0];
    Series const vidya = run(entry_named("vidya"), 0, {x}, 0, {{10, 10}}).columns[0];
    for (size_t t = 110; t < 300; ++t) {
        ASSERT_NEAR(kama[t], kama[t - 1] + 4.0 / 9.0 * (7.0 - kama[t - 1]), 1e-14) << t;
        ASSERT_EQ(vidya[t], vidya[109]) << t;
    }
}

TEST(Mcginley, never_goes_beyond_the_price) {
    Series x(200, 100.0);
    for (size_t t = 50; t < 200; ++t) x[t] = t % 2 ? 1.0 : 0.01;
    Series const value = run(entry_named("mcginley"), 0, {x}, 0, {{5}}).columns[0];
    for (size_t t = 50; t < 200; ++t) {
        ASSERT_GE(value[t], std::min(x[t], value[t - 1])) << t;
        ASSERT_LE(value[t], std::max(x[t], value[t - 1])) << t;
    }
}

TEST(Recursions, a_nan_stays) {
    for (char const* name :
         {"ema",         "rsi",        "macd",         "atr",          "plus_dm",      "minus_di",
          "dx",          "adx",        "ad",           "adosc",        "obv",          "supertrend",
          "rma",         "kama",       "vidya",        "mcginley",     "frama",        "mama",
          "ht_dcperiod", "ht_dcphase", "ht_trendline", "ht_trendmode", "anchored_vwap"}) {
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
