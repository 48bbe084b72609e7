// The circular functions and their inverses against MPFR, over random, hard and special arguments.

#include "kernels/core/exact_math.hpp"
#include "tests/kernels/core/true_values.hpp"
#include "tests/kernels/core/ulps.hpp"

namespace basicbot {
namespace {

struct Trigonometric {
    char const* name;
    double (*exact)(double);
    wide (*truth)(wide);
};
double sine(double x) { return exact_sin(x); }
double cosine(double x) { return exact_cos(x); }
double tangent(double x) { return exact_tan(x); }
double arc_sine(double x) { return exact_asin(x); }
double arc_cosine(double x) { return exact_acos(x); }
double arc_tangent(double x) { return exact_atan(x); }
Trigonometric const circular[] = {{"sin", sine, true_value<mpfr_sin>},
                                  {"cos", cosine, true_value<mpfr_cos>},
                                  {"tan", tangent, true_value<mpfr_tan>}};
Trigonometric const arcs[] = {{"asin", arc_sine, true_value<mpfr_asin>},
                              {"acos", arc_cosine, true_value<mpfr_acos>},
                              {"atan", arc_tangent, true_value<mpfr_atan>}};

TEST_F(ExactMath, circular_functions_are_good_to_1_ulp_at_any_angle) {
    for (Trigonometric const& f : circular) {
        SCOPED_TRACE(f.name);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-0.8, 0.8); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-10, 10); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-0x1p20, 0x1p20); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return either_sign(any_positive()); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return small(60); }, 5000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return from_bits(bits_() >> 12); }, 1000),
                  1.0);  // subnormal
    }
}

TEST_F(ExactMath, circular_functions_are_good_to_1_ulp_beside_quarter_turns) {
    for (Trigonometric const& f : circular) {
        SCOPED_TRACE(f.name);
        auto const beside = [&] {
            double const turns = static_cast<double>(bits_() % (bits_() & 1 ? 40 : 4000000) + 1);
            uint64_t const nearest = bits_of(turns * 1.5707963267948966);
            return either_sign(from_bits(nearest + bits_() % 5 - 2));
        };
        EXPECT_LT(worst(f.exact, f.truth, beside, 20000), 1.0);
        // On either side of where the reduction changes its method.
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(0x1p19 - 4, 0x1p19 + 4); }, 5000),
                  1.0);
        auto const threshold = [&] {
            return static_cast<double>(1 + bits_() % 1000) * 1.5707963267948966 +
                   either_sign(between(0.99, 1.01) * 0x1p-12);
        };
        EXPECT_LT(worst(f.exact, f.truth, threshold, 5000), 1.0);
    }
}

TEST_F(ExactMath, the_angles_nearest_to_quarter_turns) {
    // Kahan's worst case of all float64: 4.7e-19 from an odd multiple of pi/2; and 1e300, 2^1023, the
    // largest.
    for (double x : {std::ldexp(6381956970095103.0, 797), 1e300, 0x1p1023, std::numeric_limits<double>::max(),
                     1e22, 0x1.921fb54442d18p+0, 0x1.921fb54442d18p+1, 0x1.921fb54442d18p+2, 11.0, 355.0,
                     0x1p19, 524287.99999999994}) {
        for (Trigonometric const& f : circular) {
            EXPECT_LT(error_in_ulps(f.exact(x), f.truth(x)), 1.0) << f.name << " " << x;
            EXPECT_LT(error_in_ulps(f.exact(-x), f.truth(-x)), 1.0) << f.name << " " << -x;
        }
    }
}

TEST_F(ExactMath, arcs_are_good_to_1_ulp) {
    for (Trigonometric const& f : arcs) {
        SCOPED_TRACE(f.name);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return between(-1, 1); }, 30000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return either_sign(between(0.4, 0.75)); }, 30000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return either_sign(1 - std::fabs(small(53))); }, 20000),
                  1.0);
        EXPECT_LT(worst(
                      f.exact, f.truth, [&] { return small(1000); }, 10000),
                  1.0);
    }
    EXPECT_LT(worst(
                  arcs[2].exact, arcs[2].truth, [&] { return between(-4, 4); }, 30000),
              1.0);
    EXPECT_LT(worst(
                  arcs[2].exact, arcs[2].truth, [&] { return either_sign(any_positive()); }, 10000),
              1.0);
}

TEST_F(ExactMath, circular_functions_are_even_or_odd) {
    for (int i = 0; i < 20000; ++i) {
        double const x = i % 2 ? any_positive() : between(0, 100), y = between(0, 1);
        EXPECT_EQ(bits_of(exact_sin(-x)), bits_of(-exact_sin(x))) << x;
        EXPECT_EQ(bits_of(exact_cos(-x)), bits_of(exact_cos(x))) << x;
        EXPECT_EQ(bits_of(exact_tan(-x)), bits_of(-exact_tan(x))) << x;
        EXPECT_EQ(bits_of(exact_asin(-y)), bits_of(-exact_asin(y))) << y;
        EXPECT_EQ(bits_of(exact_atan(-x)), bits_of(-exact_atan(x))) << x;
        EXPECT_LE(std::fabs(exact_sin(x)), 1.0) << x;
        EXPECT_LE(std::fabs(exact_cos(x)), 1.0) << x;
    }
}

TEST(ExactMathSpecial, circular_zero_infinity_and_nan) {
    double const pi = 0x1.921fb54442d18p+1;
    for (double zero : {0.0, -0.0}) {
        EXPECT_EQ(bits_of(exact_sin(zero)), bits_of(zero));
        EXPECT_EQ(bits_of(exact_tan(zero)), bits_of(zero));
        EXPECT_EQ(bits_of(exact_asin(zero)), bits_of(zero));
        EXPECT_EQ(bits_of(exact_atan(zero)), bits_of(zero));
        EXPECT_EQ(exact_cos(zero), 1.0);
        EXPECT_EQ(exact_acos(zero), pi / 2);
    }
    EXPECT_EQ(exact_asin(1.0), pi / 2);
    EXPECT_EQ(exact_asin(-1.0), -pi / 2);
    EXPECT_EQ(bits_of(exact_acos(1.0)), bits_of(0.0));
    EXPECT_EQ(exact_acos(-1.0), pi);
    EXPECT_EQ(exact_atan(1.0), pi / 4);
    EXPECT_EQ(exact_atan(inf), pi / 2);
    EXPECT_EQ(exact_atan(-inf), -pi / 2);
    EXPECT_EQ(exact_asin(0.5), 0x1.0c152382d7366p-1);  // pi / 6
    EXPECT_EQ(exact_acos(0.5), 0x1.0c152382d7366p+0);
    double const nan = from_bits(0xfff8000000000077ull);
    for (double bad : {exact_sin(inf), exact_cos(-inf), exact_tan(inf), exact_sin(nan), exact_cos(nan),
                       exact_tan(nan), exact_asin(nan), exact_acos(nan), exact_atan(nan), exact_asin(1.1),
                       exact_acos(-1.1), exact_asin(-inf), exact_acos(inf), exact_asin(1.0000000000000002)})
        EXPECT_EQ(bits_of(bad), bits_of(quiet_nan()));
}

// Nearest float64 to the true value (MPFR), where the function gives it: the same on every machine.
TEST(ExactMathSpecial, circular_functions_keep_their_bits) {
    struct Row {
        double (*f)(double);
        double x;
        uint64_t bits;
    };
    Row const rows[] = {
        {sine, 0x1.999999999999ap-4, 0x3fb98eaecb8bcb2cull},
        {sine, 0x1p+0, 0x3feaed548f090ceeull},
        {sine, 0x1.8p+1, 0x3fc210386db6d55bull},
        {sine, -0x1.9p+6, 0x3fe03425b78c4db8ull},
        {sine, 0x1.81cd6c8b43958p+13, 0xbfe687d5890974a5ull},
        {sine, 0x1.7d784p+26, 0x3fedcffca623a20bull},
        {sine, 0x1.0f0cf064dd592p+73, 0xbfeb453ab76bf397ull},
        {sine, 0x1p+1023, 0x3fe205248cbdb760ull},
        {cosine, 0x1.999999999999ap-4, 0x3fefd712f9a817c1ull},
        {cosine, 0x1p+0, 0x3fe14a280fb5068cull},
        {cosine, 0x1.8p+1, 0xbfefae04be85e5d2ull},
        {cosine, -0x1.9p+6, 0x3feb981dbf665fdfull},
        {cosine, 0x1.81cd6c8b43958p+13, 0x3fe6b94c3bbe24b8ull},
        {cosine, 0x1.0f0cf064dd592p+73, 0x3fe0be2cef01c8f4ull},
        {cosine, 0x1p+1023, 0xbfea719f26c232bfull},
        {tangent, 0x1.999999999999ap-4, 0x3fb9af8877430b80ull},
        {tangent, 0x1p+0, 0x3ff8eb245cbee3a6ull},
        {tangent, 0x1.8p+1, 0xbfc23ef71254b86full},
        {tangent, -0x1.9p+6, 0x3fe2ca74d62b5d38ull},
        {tangent, 0x1.81cd6c8b43958p+13, 0xbfefba5836323a4eull},
        {tangent, 0x1.7d784p+26, 0xc004829e83f49589ull},
        {tangent, 0x1p+1023, 0xbfe5ce6b4c0d02a3ull},
        {arc_sine, 0x1.0624dd2f1a9fcp-10, 0x3f50624e00c1cb16ull},
        {arc_sine, 0x1.3333333333333p-2, 0x3fd380159e14f6ffull},
        {arc_sine, 0x1.6666666666666p-1, 0x3fe8d00e692afd95ull},
        {arc_sine, -0x1.fae147ae147aep-1, 0xbff6de3c6f33d51dull},
        {arc_cosine, 0x1.0624dd2f1a9fcp-10, 0x3ff91de2c0c3fca6ull},
        {arc_cosine, 0x1.3333333333333p-2, 0x3ff441f5ecbeef59ull},
        {arc_cosine, 0x1.6666666666666p-1, 0x3fe973e83f5d5c9bull},
        {arc_cosine, -0x1.fae147ae147aep-1, 0x4008001be1bc011bull},
        {arc_tangent, 0x1.0624dd2f1a9fcp-10, 0x3f50624d77516e16ull},
        {arc_tangent, 0x1p-1, 0x3fddac670561bb4full},
        {arc_tangent, -0x1.ccccccccccccdp-1, 0xbfe77338a80603beull},
        {arc_tangent, 0x1.b333333333333p+0, 0x3ff0a00a3bce369full},
        {arc_tangent, 0x1.388p+13, 0x3ff9219278b88684ull},
    };
    for (Row const& row : rows) EXPECT_EQ(bits_of(row.f(row.x)), row.bits) << row.x;
}

}  // namespace
}  // namespace basicbot
