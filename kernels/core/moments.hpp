#pragma once
// Moments of n values from their power sums s1 = sum r, s2 = sum r^2, s3, s4.
//
// Cancellation: m2 = s2/n - mean^2 loses about log10(1 + mean^2/m2) digits. For returns of bars the mean is
// far below the deviation and nothing is lost; for values that are all but equal nothing is left. A sum of n
// squares is right to about 1e-15 of itself here, so a variance below 2^-43 (1.1e-13) of s2/n is rounding,
// not information, and counts as zero. m3 and m4 lose more where |mean| is many deviations: about
// (mean^2/m2)^1.5 and ^2 times 1e-16.

#include "kernels/core/bits.hpp"

BB_ISA_BEGIN

inline constexpr double variance_floor = 1.0 / 8796093022208.0;  // 2^-43, relative to the mean square

struct central_moments {
    double mean;
    double m2, m3, m4;  // about the mean, 1/n
};

// n >= 1.
BB_HD central_moments moments_of(double n, double s1, double s2, double s3, double s4) {
    double const mean = s1 / n;
    double const square = s2 / n;
    double const mean2 = mean * mean;
    central_moments m;
    m.mean = mean;
    m.m2 = square - mean2;
    if (!(m.m2 > square * variance_floor)) m.m2 = is_nan(m.m2) ? m.m2 : 0.0;
    m.m3 = s3 / n - 3.0 * mean * square + 2.0 * mean * mean2;
    m.m4 = s4 / n - 4.0 * mean * (s3 / n) + 6.0 * mean2 * square - 3.0 * mean2 * mean2;
    return m;
}

// Standard deviation with ddof 1 of n values; NaN for n < 2, exactly 0 where the spread is rounding.
BB_HD double deviation_of(double n, double s1, double s2) {
    if (!(n >= 2.0)) return quiet_nan();
    double const m2 = moments_of(n, s1, s2, 0.0, 0.0).m2;
    return __builtin_sqrt(m2 * (n / (n - 1.0)));
}

// a / b where b > 0, else NaN.
BB_HD double ratio_of(double a, double b) { return b > 0.0 ? a / b : quiet_nan(); }

BB_ISA_END
