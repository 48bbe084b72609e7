#pragma once
// Distances between float64 results and their true values in units of the last place, and arguments to
// measure them at.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "kernels/core/bits.hpp"

namespace basicbot {

constexpr double inf = std::numeric_limits<double>::infinity();
using wide = long double;

// Distance of got from the true value in units of the last place of the true value.
inline double error_in_ulps(double got, wide want) {
    double const nearest = static_cast<double>(want);
    if (std::isinf(nearest) || nearest == 0.0) return got == nearest ? 0.0 : 1e9;
    int exponent;
    frexpl(want, &exponent);
    wide const ulp = ldexpl(1, std::max(exponent - 53, -1074));
    return static_cast<double>(fabsl((static_cast<wide>(got) - want) / ulp));
}

// The largest error of f over n arguments drawn by next().
template <class F, class R, class N>
double worst(F f, R reference, N next, int n) {
    double most = 0;
    for (int i = 0; i < n; ++i) {
        double const x = next();
        most = std::max(most, error_in_ulps(f(x), reference(static_cast<wide>(x))));
    }
    return most;
}

class ExactMath : public testing::Test {
  protected:
    std::mt19937_64 bits_{20261122};
    double between(double a, double b) { return a + (b - a) * static_cast<double>(bits_() >> 11) * 0x1p-53; }
    // Any finite positive float64, all exponents alike.
    double any_positive() { return from_bits(bits_() % 0x7ff0000000000000ull); }
    double either_sign(double x) { return bits_() & 1 ? x : -x; }
    // 2^0 down to 2^-n, all exponents alike.
    double small(int n) {
        return std::ldexp(between(-1, 1), -static_cast<int>(bits_() % static_cast<unsigned>(n)));
    }
};

}  // namespace basicbot
