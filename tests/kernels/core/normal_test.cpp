// The float32 normal against the exact quantile of its word.

#include "kernels/core/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "kernels/core/exact_math.hpp"
#include "kernels/core/philox.hpp"

namespace basicbot {
namespace {

float normal_of(uint32_t word) {
    uint32_t const w[1] = {word};
    float z[1];
    normals<scalar_float_lanes>(w, standard_normal_table, z);
    return z[0];
}

// Calls visit(word) for about 2^12 words of each octave of |w|, upwards from 2.
template <class Visit>
void each_octave(Visit visit) {
    for (int e = 1; e < 31; ++e)
        for (uint64_t i = 0; i < 4096; ++i)
            if (uint64_t const step = (uint64_t{1} << e) * i; e >= 12 || step % 4096 == 0)
                visit(static_cast<uint32_t>((uint64_t{1} << e) + step / 4096));
}

TEST(Normal, is_within_1e6_of_the_quantile_of_its_word) {
    double worst = 0, worst_centre = 0;
    each_octave([&](uint32_t w) {
        double const exact = normal_quantile(static_cast<double>(w) * 0x1p-32);
        double const error = std::fabs(static_cast<double>(normal_of(w)) - exact);
        worst = std::max(worst, error);
        if (std::fabs(exact) < 2) worst_centre = std::max(worst_centre, error);
    });
    EXPECT_LT(worst, 1e-6);
    EXPECT_GT(worst, 1e-8);  // it is float32: an error of nothing would mean that nothing was compared
    EXPECT_LT(worst_centre, 8e-7);
}

TEST(Normal, is_symmetric) {
    each_octave([](uint32_t w) { ASSERT_EQ(normal_of(w), -normal_of(0u - w)) << w; });
}

TEST(Normal, never_falls_while_the_word_grows) {
    float before = normal_of(1);
    each_octave([&](uint32_t w) {
        float const z = normal_of(w);
        ASSERT_GE(z, before) << w;
        before = z;
    });
}

TEST(Normal, ends_are_finite_and_the_middle_is_zero) {
    EXPECT_FLOAT_EQ(normal_of(1), -6.2302604f);
    EXPECT_FLOAT_EQ(normal_of(~0u), 6.2302604f);
    EXPECT_EQ(normal_of(0), normal_of(2));  // word 0 counts as word 2
    EXPECT_EQ(normal_of(0x80000000u), 0.0f);
}

TEST(Normal, moments_over_paths_and_steps_are_those_of_a_standard_normal) {
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
    int const paths = 20000, blocks = 25;
    for (int p = 0; p < paths; ++p) {
        path_draws<scalar_float_lanes> const draws(7, 4, static_cast<uint64_t>(p));
        for (int b = 0; b < blocks; ++b) {
            uint32_t w[4];
            float z[4];
            draws.draw(static_cast<uint32_t>(b), w);
            normals<scalar_float_lanes>(w, standard_normal_table, z);
            for (float f : z) {
                double const x = f;
                m1 += x, m2 += x * x, m3 += x * x * x, m4 += x * x * x * x;
            }
        }
    }
    double const n = 4.0 * paths * blocks, se = std::sqrt(1 / n);
    EXPECT_NEAR(m1 / n, 0, 4 * se);
    EXPECT_NEAR(m2 / n, 1, 4 * se * std::sqrt(2.0));
    EXPECT_NEAR(m3 / n, 0, 4 * se * std::sqrt(15.0));
    EXPECT_NEAR(m4 / n, 3, 4 * se * std::sqrt(96.0));
}

}  // namespace
}  // namespace basicbot
