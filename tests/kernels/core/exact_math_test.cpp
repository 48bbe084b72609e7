// The exact functions against the 64-bit mantissa of long double, over random and special arguments.

#include "kernels/core/exact_math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/kernels/core/ulps.hpp"

namespace basicbot {
namespace {

constexpr wide sqrt_half = 0.70710678118654752440084436210484903928L;
constexpr wide pi = 3.14159265358979323846264338327950288420L;

TEST_F(ExactMath, exp_is_good_to_2_ulp) {
    auto f = [](double x) { return exact_exp(x); };
    EXPECT_LT(worst(
                  f, expl, [&] { return between(-1, 1); }, 40000),
              1.0);
    EXPECT_LT(worst(
                  f, expl, [&] { return between(-746, 710); }, 40000),
              1.5);
}

TEST_F(ExactMath, expm1_is_good_to_2_ulp) {
    auto f = [](double x) { return exact_expm1(x); };
    EXPECT_LT(worst(
                  f, expm1l, [&] { return between(-2, 2); }, 60000),
              1.5);
    EXPECT_LT(worst(
                  f, expm1l, [&] { return between(-45, 710); }, 40000),
              1.5);
    EXPECT_LT(worst(
                  f, expm1l, [&] { return std::ldexp(between(-1, 1), -int(bits_() % 70)); }, 40000),
              1.5);
}

TEST_F(ExactMath, log_is_good_to_2_ulp) {
    auto f = [](double x) { return exact_log(x); };
    EXPECT_LT(worst(
                  f, logl, [&] { return between(0.5, 2); }, 60000),
              1.5);
    EXPECT_LT(worst(
                  f, logl, [&] { return any_positive(); }, 40000),
              1.5);
    EXPECT_LT(worst(
                  f, logl, [&] { return 1 + std::ldexp(between(-1, 1), -int(bits_() % 52)); }, 40000),
              1.5);
    EXPECT_LT(worst(
                  f, logl, [&] { return from_bits(bits_() >> 12); }, 10000),
              1.5);  // subnormal
}

TEST_F(ExactMath, log1p_is_good_to_2_ulp) {
    auto f = [](double x) { return exact_log1p(x); };
    EXPECT_LT(worst(
                  f, log1pl, [&] { return between(-1, 2); }, 60000),
              1.5);
    EXPECT_LT(worst(
                  f, log1pl, [&] { return any_positive(); }, 40000),
              1.5);
    EXPECT_LT(worst(
                  f, log1pl, [&] { return std::ldexp(between(-1, 1), -int(bits_() % 70)); }, 40000),
              1.5);
}

TEST_F(ExactMath, pow_is_good_to_2_ulp) {
    double most = 0;
    for (int i = 0; i < 100000; ++i) {
        double const x = i % 2 ? between(1e-3, 1e3) : any_positive();
        double const limit = 745.0 / std::max(std::fabs(std::log(x)), 1e-9);
        double const y = i % 3 ? between(-limit, limit) : between(-3, 3);
        most = std::max(most, error_in_ulps(exact_pow(x, y), powl(x, y)));
    }
    EXPECT_LT(most, 1.5);
}

TEST_F(ExactMath, erfc_and_normal_cdf_keep_relative_accuracy_in_the_tail) {
    auto erfc_of = [](double x) { return exact_erfc(x); };
    auto cdf_of = [](double x) { return normal_cdf(x); };
    auto cdf_reference = [](wide x) { return erfcl(-x * sqrt_half) / 2; };
    EXPECT_LT(worst(
                  erfc_of, erfcl, [&] { return between(-7, 26.5); }, 40000),
              5.0);
    EXPECT_LT(worst(
                  erfc_of, erfcl, [&] { return between(-1, 1); }, 40000),
              5.0);
    EXPECT_LT(worst(
                  cdf_of, cdf_reference, [&] { return between(-37.4, 9); }, 40000),
              6.0);
}

TEST_F(ExactMath, normal_quantile_inverts_the_distribution) {
    for (int i = 0; i < 20000; ++i) {
        double const p = i % 2 ? between(0, 1) : std::ldexp(between(0.5, 1), -int(bits_() % 1000));
        double const x = normal_quantile(p);
        // One Newton step in wide precision gives the true quantile.
        wide const q = x;
        wide const density = expl(-q * q / 2) / sqrtl(2 * pi);
        wide const cdf =
            x < 0 ? erfcl(-q * sqrt_half) / 2 - p : (1 - static_cast<wide>(p)) - erfcl(q * sqrt_half) / 2;
        double const step = static_cast<double>(cdf / density);
        EXPECT_LE(std::fabs(step), 2e-15 * std::max(std::fabs(x), 0.02)) << p;
    }
}

TEST(ExactMathSpecial, zero_infinity_nan_and_limits) {
    double const nan = quiet_nan();
    EXPECT_EQ(exact_exp(0.0), 1.0);
    EXPECT_EQ(exact_exp(inf), inf);
    EXPECT_EQ(exact_exp(-inf), 0.0);
    EXPECT_EQ(exact_exp(709.8), inf);
    EXPECT_EQ(exact_exp(-744.5), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(exact_expm1(inf), inf);
    EXPECT_EQ(exact_expm1(-inf), -1.0);
    EXPECT_TRUE(std::signbit(exact_expm1(-0.0)));
    EXPECT_EQ(exact_log(0.0), -inf);
    EXPECT_EQ(exact_log(-0.0), -inf);
    EXPECT_EQ(exact_log(1.0), 0.0);
    EXPECT_EQ(exact_log(inf), inf);
    EXPECT_EQ(exact_log1p(-1.0), -inf);
    EXPECT_EQ(exact_log1p(inf), inf);
    EXPECT_EQ(exact_erfc(inf), 0.0);
    EXPECT_EQ(exact_erfc(-inf), 2.0);
    EXPECT_EQ(exact_erfc(0.0), 1.0);
    EXPECT_EQ(normal_cdf(0.0), 0.5);
    EXPECT_EQ(normal_cdf(-inf), 0.0);
    EXPECT_EQ(normal_cdf(inf), 1.0);
    EXPECT_EQ(normal_quantile(0.5), 0.0);
    EXPECT_EQ(normal_quantile(0.0), -inf);
    EXPECT_EQ(normal_quantile(1.0), inf);
    for (double bad : {exact_exp(-nan), exact_expm1(-nan), exact_log(-1.0), exact_log(-inf),
                       exact_log1p(-1.5), exact_log(-nan), exact_pow(-2.0, 0.5), exact_pow(nan, 1.0),
                       exact_erfc(-nan), normal_cdf(-nan), normal_quantile(1.5), normal_quantile(-0.5)})
        EXPECT_EQ(bits_of(bad), bits_of(quiet_nan()));
}

TEST(ExactMathSpecial, pow_follows_annex_f) {
    double const values[] = {-inf, -3.0, -2.0, -1.5, -1.0,   -0.5, -0.0,       0.0,
                             0.5,  1.0,  2.0,  3.0,  0x1p53, inf,  quiet_nan()};
    for (double x : values)
        for (double y : values) {
            double const want = std::pow(x, y), got = exact_pow(x, y);
            if (std::isnan(want)) {
                EXPECT_TRUE(std::isnan(got)) << x << "^" << y;
            } else {
                EXPECT_DOUBLE_EQ(got, want) << x << "^" << y;  // within 4 ulp; infinities and zeros exactly
                EXPECT_EQ(std::signbit(got), std::signbit(want)) << x << "^" << y;
            }
        }
}

TEST(ExactMathSpecial, rounding_takes_half_to_even) {
    for (auto [x, want] :
         {std::pair{0.5, 0}, {1.5, 2}, {2.5, 2}, {-0.5, 0}, {-1.5, -2}, {0.49999999999999994, 0}, {-7.3, -7}})
        EXPECT_EQ(round_to_int64(x), want) << x;
    EXPECT_EQ(round_to_int64(0x1p51), int64_t{1} << 51);
    EXPECT_EQ(round_to_int64(-0x1p51), -(int64_t{1} << 51));
    // Between 2^51 and 2^52 halves still exist; above, every number is whole.
    EXPECT_EQ(round_to_int64(0x1p51 + 0.5), int64_t{1} << 51);
    EXPECT_EQ(round_to_int64(0x1p51 + 1.5), (int64_t{1} << 51) + 2);
    EXPECT_EQ(round_to_int64(-0x1p60), -(int64_t{1} << 60));
}

}  // namespace
}  // namespace basicbot
