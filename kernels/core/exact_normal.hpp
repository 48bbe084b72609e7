#pragma once
// The complementary error function, the normal distribution and its inverse in float64, for statistics on the
// host and on the device. (The normals of simulated paths are float32: kernels/core/normal.hpp.)

#include "kernels/core/exact_elementary.hpp"

BB_ISA_BEGIN

namespace detail {

// exp(x^2) erfc(x) for x >= 0.5, relative error below 1e-15: P(w) / (x + 3), w = (4 - x) / (x + 3) in [-1,
// 1]; P is the Chebyshev fit of degree 23 (truncation 2.3e-18), in the manner of Shepherd and Laframboise
// 1981.
BB_HD double scaled_erfc(double x) {
    double const w = (4.0 - x) / (x + 3.0);
    double const p = horner(
        w, -1.8825321733728272e-11, 1.0373976867908053e-10, 1.3803274967709817e-10, -1.2423318723793102e-09,
        -2.3171875538563379e-10, 9.104826388323838e-09, -3.1800722579856774e-09, -5.938565411072959e-08,
        3.9591129933765275e-08, 4.0843300692492537e-07, -2.7781826737315496e-07, -3.17903796603346e-06,
        6.857292033679352e-07, 2.7642784509421866e-05, 2.5286312512396445e-05, -0.00023152726649757467,
        -0.000763114358687739, 0.0005752799028793781, 0.012338549339530705, 0.05413190824960902,
        0.15596654978028288, 0.3460562090899474, 0.6277955952806216, 0.9589962033754297);
    return p / (x + 3.0);
}

// erf(x) / x as a polynomial in z = x^2, |x| <= 0.5, truncation 4e-18.
BB_HD double erf_ratio(double z) {
    return horner(z, 1.4725865480556744e-06, -1.4845849259707869e-05, 0.00012053335124353741,
                  -0.0008548297753674966, 0.00522397737302147, -0.026866170632887928, 0.11283791670925353,
                  -0.37612638903183476, 1.1283791670955126);
}

}  // namespace detail

// Largest measured error 5 units of the last place where the result is a normal number.
BB_HD double exact_erfc(double x) {
    if (is_nan(x)) return quiet_nan();
    if (magnitude(x) < 0.5) return 1.0 - x * detail::erf_ratio(x * x);
    if (x < -6.0) return 2.0;
    if (x > 28.0) return 0.0;
    double const a = magnitude(x);
    double const square = a * a;
    double const tail = detail::scaled_erfc(a) * detail::exp_of_sum(-square, -__builtin_fma(a, a, -square));
    return x < 0.0 ? 2.0 - tail : tail;
}

// P(Z <= x) for a standard normal Z. The exponent is -x^2/2 itself, so the tail keeps its relative accuracy.
BB_HD double normal_cdf(double x) {
    if (is_nan(x)) return quiet_nan();
    double const a = magnitude(x) * 0x1.6a09e667f3bcdp-1;  // |x| / sqrt(2)
    if (a < 0.5) return 0.5 + 0.5 * (x * 0x1.6a09e667f3bcdp-1) * detail::erf_ratio(a * a);
    if (a > 28.0) return x < 0.0 ? 0.0 : 1.0;
    double const square = x * x;
    double const tail =
        0.5 * detail::scaled_erfc(a) * detail::exp_of_sum(-0.5 * square, -0.5 * __builtin_fma(x, x, -square));
    return x < 0.0 ? tail : 1.0 - tail;
}

// The x with P(Z <= x) = p; -infinity at 0, infinity at 1, NaN outside [0, 1].
// Wichura 1988, algorithm AS 241 (PPND16), Applied Statistics 37, 477-484; about 1e-15 relative.
BB_HD double normal_quantile(double p) {
    if (is_nan(p) || p < 0.0 || p > 1.0) return quiet_nan();
    if (p == 0.0) return -infinity();
    if (p == 1.0) return infinity();
    double const q = p - 0.5;
    if (magnitude(q) <= 0.425) {
        double const r = 0.180625 - q * q;
        return q *
               horner(r, 2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                      4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
                      1.3314166789178437745e2, 3.3871328727963666080e0) /
               horner(r, 5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
                      2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
                      4.2313330701600911252e1, 1.0);
    }
    double r = __builtin_sqrt(-exact_log(q < 0.0 ? p : 1.0 - p));
    double x;
    if (r <= 5.0) {
        r -= 1.6;
        x = horner(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                   1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
                   4.63033784615654529590e0, 1.42343711074968357734e0) /
            horner(r, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                   1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
                   2.05319162663775882187e0, 1.0);
    } else {
        r -= 5.0;
        x = horner(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                   2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
                   5.46378491116411436990e0, 6.65790464350110377720e0) /
            horner(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
                   7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
                   5.99832206555887937690e-1, 1.0);
    }
    return q < 0.0 ? -x : x;
}

BB_ISA_END
