// What is left of a value's digits after a long series: windowed entries forget all that lies before their
// window, and sums of 1e8 + {0, 1} agree with exact fractions. BASICBOT_PRECISION_BARS bars (1,000,000;
// scripts/nightly.sh: ten million).

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engine/catalogue/catalogue.hpp"
#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

int64_t long_series() {
    char const* const asked = std::getenv("BASICBOT_PRECISION_BARS");
    return asked ? std::atoll(asked) : 1'000'000;
}

int widest() {
    auto const sets = instruction_sets();
    return sets[2].present ? 2 : sets[1].present ? 1 : 0;
}

// The last bars of the columns of a whole series and of one that begins shortly before them.
constexpr int64_t kept = 2048;

TEST(Precision, windowed_entries_forget_what_lies_before_their_window) {
    int64_t const size = long_series();
    std::mt19937_64 random(2);
    std::normal_distribution<> normal;
    // Prices wander over many decades first and are calm at the end: what was rounded then must not be seen
    // now.
    Bars ohlcv(5, Series(static_cast<size_t>(size)));
    double close = 1;
    for (size_t t = 0; t < static_cast<size_t>(size); ++t) {
        bool const calm = static_cast<int64_t>(t) >= size - 2 * kept;
        double const open = close;
        double const far = std::exp(18 * std::sin(static_cast<double>(t) * 1e-4));
        close = calm ? 100 + 0.01 * normal(random) : far * (1.5 + 0.01 * normal(random));
        ohlcv[0][t] = open;
        ohlcv[1][t] = std::max(open, close) * 1.001;
        ohlcv[2][t] = std::min(open, close) * 0.999;
        ohlcv[3][t] = close;
        ohlcv[4][t] = static_cast<double>(1 + random() % 10000);
    }
    int seen = 0;
    for (Entry const& e : entries()) {
        if (!e.windowed) continue;
        ++seen;
        Bars bars;
        size_t free = 3;  // written inputs: close, open
        for (std::string const& input : e.inputs) {
            int const field = basicbot::implied_field(input.c_str());
            bars.push_back(ohlcv[field >= 0 ? static_cast<size_t>(field) : free]);
            if (field < 0) free = 0;
        }
        if (e.domain) move_into(e.domain, bars);
        std::vector<double> set;
        for (basicbot::param_info const& p : e.params) set.push_back(p.standard);
        Result const whole = run(e, widest(), bars, 0, {set}),
                     tail = run(e, widest(), bars, size - kept, {set});
        for (size_t c = 0; c < whole.columns.size(); ++c)
            for (int64_t t = size - kept / 2; t < size; ++t)
                ASSERT_EQ(basicbot::bits_of(whole.columns[c][static_cast<size_t>(t)]),
                          basicbot::bits_of(tail.columns[c][static_cast<size_t>(t)]))
                    << e.name << " output " << c << " bar " << t;
    }
    EXPECT_GT(seen, 20);
}

// 1e8 + {0, 1} against whole numbers: every sum below is exact in 64 bits.
TEST(Precision, sums_at_1e8_agree_with_exact_fractions) {
    auto const size = static_cast<size_t>(long_series());
    std::mt19937_64 random(3);
    Series x(size), y(size);
    for (size_t t = 0; t < size; ++t) {
        x[t] = 1e8 + static_cast<double>(random() % 2);
        y[t] = 1e8 + static_cast<double>(random() % 2);
    }
    auto const column = [&](char const* name, Bars const& bars, std::vector<double> const& set) {
        return run(entry_named(name), widest(), bars, 0, {set}).columns[0];
    };
    for (int64_t n : {5, 20, 250}) {
        auto const p = static_cast<double>(n);
        Series const mean = column("sma", {x}, {p}), variance = column("var", {x}, {p}),
                     slope = column("linearreg_slope", {x}, {p}), together = column("correl", {x, y}, {p});
        for (size_t t = size - 1000; t < size; ++t) {
            int64_t sx = 0, sy = 0, sxy = 0, skx = 0, sk = 0, skk = 0;
            for (int64_t k = 0; k < n; ++k) {  // k = 0: the oldest
                size_t const s = t - static_cast<size_t>(n - 1 - k);
                auto const a = static_cast<int64_t>(x[s] - 1e8), b = static_cast<int64_t>(y[s] - 1e8);
                sx += a, sy += b, sxy += a * b, skx += k * a, sk += k, skk += k * k;
            }
            auto const ratio = [](int64_t a, int64_t b) {
                return static_cast<long double>(a) / static_cast<long double>(b);
            };
            long double const vx = ratio(n * sx - sx * sx, n * n), vy = ratio(n * sy - sy * sy, n * n);
            long double const m = 1e8L + ratio(sx, n), line = ratio(n * skx - sk * sx, n * skk - sk * sk);
            ASSERT_LE(std::fabs(mean[t] - m), 2e-16L * m) << "sma " << n << " " << t;
            ASSERT_LE(std::fabs(variance[t] - vx), 1e-14L * std::max(vx, 1e-3L)) << "var " << n << " " << t;
            ASSERT_LE(std::fabs(slope[t] - line), 1e-14L) << "slope " << n << " " << t;
            if (vx > 0 && vy > 0) {
                long double const r = ratio(n * sxy - sx * sy, n * n) / std::sqrt(vx * vy);
                ASSERT_LE(std::fabs(together[t] - r), 1e-14L) << "correl " << n << " " << t;
            }
        }
    }
}

}  // namespace
