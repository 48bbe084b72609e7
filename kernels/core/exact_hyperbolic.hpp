#pragma once
// sinh, cosh and tanh in float64 with the same bits on every machine and on the device.
//
// Only + - * / and bit patterns, in a written order: Taylor polynomials below one, the exponential in two
// parts above. Largest measured errors, in units of the last place: sinh 0.80, cosh 0.65, tanh 0.93 (below 1
// by tests/kernels/core/exact_hyperbolic_test.cpp). Degenerate arguments follow C99, Annex F; every NaN that
// comes out is quiet_nan().

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/two_part.hpp"

BB_ISA_BEGIN

namespace detail {

// exp(x) = 2^k (high + low), 0.7 < high < 1.5, for |x| < 2^20.
struct scaled_parts {
    parts<double> value;
    int64_t k;
};
BB_HD scaled_parts exp_in_parts(double x) {
    exp_parts const p = reduce(x, 0.0);
    parts<double> const first = ordered_sum(1.0, p.r);
    return {ordered_sum(first.high, first.low + (p.rest + exp_rest(p.r))), p.k};
}

// (exp(a) + sign exp(-a)) / 2 for a >= 0; sinh for a >= 1 only.
BB_HD double half_sum(double a, double sign) {
    if (a > 711.0) return infinity();
    scaled_parts const e = exp_in_parts(a);
    if (a > 22.0) return scale(e.value.high + e.value.low, e.k - 1);  // exp(-a) is below the last place
    double const unit = power_of_two(e.k - 1);
    double const high = e.value.high * unit, low = e.value.low * unit;
    double const other = sign * 0.25 / high;
    parts<double> const sum = ordered_sum(high, other);
    return sum.high + (sum.low + (low - other * (low / high)));
}

// For |x| <= 1, truncated after x^21 and x^20.
BB_HD parts<double> small_sinh(double x) {
    double const z = x * x;
    return ordered_sum(x, x * z *
                              horner(z, 1.0 / 51090942171709440000.0, 1.0 / 121645100408832000.0,
                                     1.0 / 355687428096000.0, 1.0 / 1307674368000.0, 1.0 / 6227020800.0,
                                     1.0 / 39916800.0, 1.0 / 362880.0, 1.0 / 5040.0, 1.0 / 120.0, 1.0 / 6.0));
}
BB_HD parts<double> small_cosh(double x) {
    double const z = x * x;
    parts<double> const first = ordered_sum(1.0, 0.5 * z);
    return ordered_sum(first.high,
                       first.low + z * z *
                                       horner(z, 1.0 / 2432902008176640000.0, 1.0 / 6402373705728000.0,
                                              1.0 / 20922789888000.0, 1.0 / 87178291200.0, 1.0 / 479001600.0,
                                              1.0 / 3628800.0, 1.0 / 40320.0, 1.0 / 720.0, 1.0 / 24.0));
}

}  // namespace detail

BB_HD double exact_sinh(double x) {
    if (is_nan(x)) return quiet_nan();
    double const a = magnitude(x);
    if (a < 0x1p-27) return x;
    if (a <= 1.0) return detail::small_sinh(x).high;
    double const value = detail::half_sum(a, -1.0);
    return x < 0.0 ? -value : value;
}

BB_HD double exact_cosh(double x) {
    if (is_nan(x)) return quiet_nan();
    return detail::half_sum(magnitude(x), 1.0);
}

BB_HD double exact_tanh(double x) {
    if (is_nan(x)) return quiet_nan();
    double const a = magnitude(x);
    if (a < 0x1p-27) return x;
    if (a <= 1.0) {
        detail::parts<double> const q = detail::quotient(detail::small_sinh(x), detail::small_cosh(x));
        return q.high + q.low;
    }
    double value = 1.0;
    if (a < 22.0) {
        detail::scaled_parts const e = detail::exp_in_parts(2.0 * a);
        value = 1.0 - 2.0 / ((e.value.high + e.value.low) * detail::power_of_two(e.k) + 1.0);
    }
    return x < 0.0 ? -value : value;
}

BB_ISA_END
