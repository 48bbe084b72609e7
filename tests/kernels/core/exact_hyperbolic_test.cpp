// The hyperbolic functions and log10 against MPFR, over random and special arguments.

#include "kernels/core/exact_math.hpp"
#include "tests/kernels/core/true_values.hpp"
#include "tests/kernels/core/ulps.hpp"

namespace basicbot {
namespace {

struct Hyperbolic {
    char const* name;
    double (*exact)(double);
    wide (*truth)(wide);
};
double hyperbolic_sine(double x) { return exact_sinh(x); }
double hyperbolic_cosine(double x) { return exact_cosh(x); }
double hyperbolic_tangent(double x) { return exact_tanh(x); }
double logarithm(double x) { return exact_log10(x); }
Hyperbolic const hyperbolic[] = {{"sinh", hyperbolic_sine, true_value<mpfr_sinh>},
                                 {"cosh", hyperbolic_cosine, true_value<mpfr_cosh>},
                                 {"tanh", hyperbolic_tangent, true_value<mpfr_tanh>}};

TEST_F(ExactMath, hyperbolic_functions_are_good_to_1_ulp) {
    for (Hyperbolic const& f : hyperbolic) {
        SCOPED_TRACE(f.name);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-1, 1); }, 30000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return either_sign(between(0.9, 3)); }, 30000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-25, 25); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-712, 712); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return small(1000); }, 10000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return from_bits(bits_() >> 12); }, 1000),
                  1.0);  // subnormal
    }
}

TEST_F(ExactMath, log10_is_good_to_half_an_ulp) {
    auto const f = logarithm;
    auto const truth = true_value<mpfr_log10>;
    EXPECT_LT(worst(
                  f, truth, [&] { return between(0.5, 20); }, 40000),
              0.51);
    EXPECT_LT(worst(
                  f, truth, [&] { return any_positive(); }, 40000),
              0.51);
    EXPECT_LT(worst(
                  f, truth, [&] { return 1 + small(52); }, 20000),
              0.51);
    EXPECT_LT(worst(
                  f, truth, [&] { return from_bits(bits_() >> 12); }, 5000),
              0.51);  // subnormal
}

TEST(ExactMathSpecial, log10_of_a_power_of_ten_is_whole) {
    double power = 1.0;
    for (int k = 0; k <= 22; ++k, power *= 10.0) EXPECT_EQ(exact_log10(power), k);
}

TEST_F(ExactMath, hyperbolic_functions_are_even_or_odd) {
    for (int i = 0; i < 20000; ++i) {
        double const x = i % 2 ? any_positive() : between(0, 30);
        EXPECT_EQ(bits_of(exact_sinh(-x)), bits_of(-exact_sinh(x))) << x;
        EXPECT_EQ(bits_of(exact_cosh(-x)), bits_of(exact_cosh(x))) << x;
        EXPECT_EQ(bits_of(exact_tanh(-x)), bits_of(-exact_tanh(x))) << x;
        EXPECT_LE(exact_tanh(x), 1.0) << x;
        EXPECT_GE(exact_cosh(x), 1.0) << x;
    }
}

TEST(ExactMathSpecial, hyperbolic_zero_infinity_and_nan) {
    for (double zero : {0.0, -0.0}) {
        EXPECT_EQ(bits_of(exact_sinh(zero)), bits_of(zero));
        EXPECT_EQ(bits_of(exact_tanh(zero)), bits_of(zero));
        EXPECT_EQ(exact_cosh(zero), 1.0);
        EXPECT_EQ(exact_log10(zero), -inf);
    }
    EXPECT_EQ(exact_sinh(inf), inf);
    EXPECT_EQ(exact_sinh(-inf), -inf);
    EXPECT_EQ(exact_cosh(-inf), inf);
    EXPECT_EQ(exact_tanh(inf), 1.0);
    EXPECT_EQ(exact_tanh(-inf), -1.0);
    EXPECT_EQ(exact_log10(inf), inf);
    EXPECT_EQ(bits_of(exact_log10(1.0)), bits_of(0.0));
    // The last finite ones: asinh of the largest float64 is 710.47586007394398.
    EXPECT_LT(exact_sinh(710.475860073943), inf);
    EXPECT_EQ(exact_sinh(710.4758600739441), inf);
    EXPECT_LT(exact_cosh(-710.475860073943), inf);
    EXPECT_EQ(exact_cosh(-710.4758600739441), inf);
    double const nan = from_bits(0xfff8000000000077ull);
    for (double bad : {exact_sinh(nan), exact_cosh(nan), exact_tanh(nan), exact_log10(nan), exact_log10(-1.0),
                       exact_log10(-inf)})
        EXPECT_EQ(bits_of(bad), bits_of(quiet_nan()));
}

// Nearest float64 to the true value (MPFR), where the function gives it: the same on every machine.
TEST(ExactMathSpecial, hyperbolic_functions_keep_their_bits) {
    struct Row {
        double (*f)(double);
        double x;
        uint64_t bits;
    };
    Row const rows[] = {
        {hyperbolic_sine, 0x1.47ae147ae147bp-7, 0x3f847af7a654e9efull},
        {hyperbolic_sine, 0x1p-1, 0x3fe0acd00fe63b97ull},
        {hyperbolic_sine, 0x1.8p+0, 0x400108c3aabd6a60ull},
        {hyperbolic_sine, -0x1.ep+4, 0xc29370470aec28edull},
        {hyperbolic_sine, 0x1.63p+9, 0x7fe3e21a464507f9ull},
        {hyperbolic_cosine, 0x1.47ae147ae147bp-7, 0x3ff000346de27853ull},
        {hyperbolic_cosine, 0x1p-1, 0x3ff20ac1862ae8d0ull},
        {hyperbolic_cosine, 0x1.8p+0, 0x4002d1bc21e22022ull},
        {hyperbolic_cosine, -0x1.ep+4, 0x429370470aec28edull},
        {hyperbolic_cosine, 0x1.63p+9, 0x7fe3e21a464507f9ull},
        {hyperbolic_tangent, 0x1.47ae147ae147bp-7, 0x3f847ab48ae4595eull},
        {hyperbolic_tangent, 0x1p-1, 0x3fdd9353d7568af3ull},
        {hyperbolic_tangent, 0x1.8p+0, 0x3fecf6f9786df577ull},
        {hyperbolic_tangent, -0x1.4p+2, 0xbfefff419668df11ull},
        {hyperbolic_tangent, 0x1.1p+4, 0x3fefffffffffffe1ull},
        {logarithm, 0x1.47ae147ae147bp-7, 0xc000000000000000ull},
        {logarithm, 0x1p-1, 0xbfd34413509f79ffull},
        {logarithm, 0x1p+1, 0x3fd34413509f79ffull},
        {logarithm, 0x1.7e43c8800759cp+996, 0x4072c00000000000ull},
        {logarithm, 0x0.0000000000001p-1022, 0xc07434e6420f4374ull},
    };
    for (Row const& row : rows) EXPECT_EQ(bits_of(row.f(row.x)), row.bits) << row.x;
}

}  // namespace
}  // namespace basicbot
