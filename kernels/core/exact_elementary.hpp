#pragma once
// exp, expm1, log and log1p in float64 with the same bits on every machine and on the device.
//
// Only + - * / and bit patterns are used, in a written order, so the result does not depend on the compiler,
// the instruction set or a C library (glibc's own functions change with the machine's fused multiply-add).
// Taylor polynomials on a range reduced by Cody and Waite's two-part ln 2. Largest measured errors, in units
// of the last place: exp 0.9, expm1 1.2, log 0.9, log1p 0.9 (below 1.5 by
// tests/kernels/core/exact_math_test.cpp). Degenerate arguments follow C99, Annex F; every NaN that comes out
// is quiet_nan().

#include "kernels/core/bits.hpp"

BB_ISA_BEGIN

BB_HD double magnitude(double x) { return from_bits(bits_of(x) & 0x7fffffffffffffffull); }

// horner(x, c_n, ..., c_1, c_0) = c_0 + x (c_1 + x (...)), one multiplication and one addition per step. R is
// double or the float64 type of a lane policy; so are the R of the helpers below, which the path models
// share.
namespace detail {
template <class R>
BB_HD R horner_step(R, R sum) {
    return sum;
}
template <class R, class... C>
BB_HD R horner_step(R x, R sum, double next, C... rest) {
    return horner_step(x, sum * x + R(next), rest...);
}
}  // namespace detail
template <class R, class... C>
BB_HD R horner(R x, double highest, C... rest) {
    return detail::horner_step(x, R(highest), rest...);
}

namespace detail {

inline constexpr double ln2_high =
    0x1.62e42feep-1;  // 32 significant bits: k * ln2_high is exact for |k| < 2^21
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double log2_e = 0x1.71547652b82fep+0;

BB_HD double power_of_two(int64_t k) { return from_bits(static_cast<uint64_t>(k + 1023) << 52); }

// y * 2^k for 0.5 < y < 2 and -1080 < k <= 1024, through subnormal results.
BB_HD double scale(double y, int64_t k) {
    if (k > 1023) return y * 2.0 * power_of_two(k - 1);
    if (k < -1021) return y * power_of_two(k + 200) * power_of_two(-200);
    return y * power_of_two(k);
}

// x + tail = k ln 2 + r + rest, |r| <= 0.35; rest holds what r lost in rounding.
struct exp_parts {
    int64_t k;
    double r, rest;
};
BB_HD exp_parts reduce(double x, double tail) {
    exp_parts p;
    p.k = round_to_int64(x * log2_e);
    double const k = static_cast<double>(p.k);
    double const high = x - k * ln2_high;
    double const low = tail - k * ln2_low;
    p.r = high + low;
    p.rest = (high - p.r) + low;
    return p;
}

// exp(r) - 1 - r for |r| <= 0.35; truncated after r^14, relative error of exp below 2^-60.
template <class R>
BB_HD R exp_rest(R r) {
    return r * r *
           horner(r, 1.0 / 87178291200.0, 1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0,
                  1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0,
                  1.0 / 24.0, 1.0 / 6.0, 0.5);
}

// exp(x + tail), |tail| far below the last place of x or of 1. Not for NaN.
BB_HD double exp_of_sum(double x, double tail) {
    if (x > 709.8) return infinity();
    if (x < -745.2) return 0.0;
    exp_parts const p = reduce(x, tail);
    return scale(1.0 + (p.r + (p.rest + exp_rest(p.r))), p.k);
}

// x = 2^k * m with sqrt(1/2) <= m < sqrt(2), for finite x > 0.
struct log_parts {
    int64_t k;
    double m;
};
BB_HD log_parts split(double x) {
    int64_t bias = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        bias = -54;
    }
    uint64_t const b = bits_of(x);
    int64_t const e = static_cast<int64_t>(b - 0x3fe6a09e667f3bcdull) >> 52;
    return {e + bias, from_bits(b - (static_cast<uint64_t>(e) << 52))};
}

// n ln 2 + tail + log(1 + f) for -0.2929 < f < 0.4143. With s = f / (2 + f): log(1 + f) = 2 s + s R(s^2).
template <class R>
BB_HD R log_of_parts(R n, R f, R tail) {
    R const half_square = R(0.5) * f * f;
    R const s = f / (R(2.0) + f);
    R const z = s * s;
    R const r = z * horner(z, 2.0 / 23.0, 2.0 / 21.0, 2.0 / 19.0, 2.0 / 17.0, 2.0 / 15.0, 2.0 / 13.0,
                           2.0 / 11.0, 2.0 / 9.0, 2.0 / 7.0, 2.0 / 5.0, 2.0 / 3.0);
    return n * R(ln2_high) - ((half_square - (s * (half_square + r) + (n * R(ln2_low) + tail))) - f);
}

}  // namespace detail

BB_HD double exact_exp(double x) {
    if (is_nan(x)) return quiet_nan();
    return detail::exp_of_sum(x, 0.0);
}

// exp(x) - 1 without cancellation near zero.
BB_HD double exact_expm1(double x) {
    if (is_nan(x)) return quiet_nan();
    if (magnitude(x) < 0x1p-54) return x;
    if (x > 40.0) return detail::exp_of_sum(x, 0.0);  // the 1 is below the last place
    if (x < -40.0) return -1.0;
    detail::exp_parts const p = detail::reduce(x, 0.0);
    double const scale = detail::power_of_two(p.k);
    double const whole = scale - 1.0;  // exact up to k = 53; beyond that the 1 is rounding
    double const part = scale * p.r;
    double const sum = whole + part;
    double const back = sum - whole;  // two-sum: what the addition lost comes back below
    double const lost = (whole - (sum - back)) + (part - back);
    return sum + (lost + scale * (p.rest + detail::exp_rest(p.r)));
}

BB_HD double exact_log(double x) {
    if (is_nan(x) || x < 0.0) return quiet_nan();
    if (x == 0.0) return -infinity();
    if (x == infinity()) return x;
    detail::log_parts const p = detail::split(x);
    return detail::log_of_parts(static_cast<double>(p.k), p.m - 1.0, 0.0);
}

// log(1 + x) without cancellation near zero.
BB_HD double exact_log1p(double x) {
    if (is_nan(x) || x < -1.0) return quiet_nan();
    if (x == -1.0) return -infinity();
    if (x == infinity() || magnitude(x) < 0x1p-54) return x;
    if (x > -0.2928 && x < 0.4142) return detail::log_of_parts(0.0, x, 0.0);
    double const u = 1.0 + x;
    double const lost = x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
    detail::log_parts const p = detail::split(u);
    return detail::log_of_parts(static_cast<double>(p.k), p.m - 1.0, lost / u);
}

BB_ISA_END
