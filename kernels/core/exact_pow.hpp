#pragma once
// x^y = exp(y log x) with log x carried as the sum of two float64, so that the error of the logarithm is not
// multiplied up by y; and log10 x = log x / log 10 from the same sum. Largest measured errors, in units of
// the last place: pow 0.9, log10 0.501, so that powers of ten give whole numbers. Special cases: C99, Annex
// F.9.4.4.

#include "kernels/core/exact_elementary.hpp"

BB_ISA_BEGIN

namespace detail {

struct two_part {
    double high, low;  // the value is high + low, |low| <= half a last place of high
};

// log x to about 2^-66 relative, finite x > 0. log(1 + f) = s (2 + 2/3 z + 2/5 z^2 + ...), s = f / (2 + f), z
// = s^2; s, z and the first two terms in two parts (Dekker 1971, with fused multiply-add for the products).
BB_HD two_part log_two_part(double x) {
    log_parts const p = split(x);
    double const f = p.m - 1.0;
    double const d = 2.0 + f, d_low = f - (d - 2.0);
    double const s = f / d, s_low = (__builtin_fma(-s, d, f) - s * d_low) / d;
    double const z = s * s, z_low = __builtin_fma(s, s, -z) + 2.0 * s * s_low;
    double const tail = z * z *
                        horner(z, 2.0 / 27.0, 2.0 / 25.0, 2.0 / 23.0, 2.0 / 21.0, 2.0 / 19.0, 2.0 / 17.0,
                               2.0 / 15.0, 2.0 / 13.0, 2.0 / 11.0, 2.0 / 9.0, 2.0 / 7.0, 2.0 / 5.0);
    double const third = 2.0 / 3.0, third_low = 0x1.5555555555555p-55;
    double const a = third * z, a_low = __builtin_fma(third, z, -a) + (third * z_low + third_low * z);
    double const w = a + tail, w_low = ((a - w) + tail) + a_low;
    double const b = s * w, b_low = __builtin_fma(s, w, -b) + (s * w_low + s_low * w);
    double const c = 2.0 * s + b, c_low = ((2.0 * s - c) + b) + (b_low + 2.0 * s_low);
    double const k = static_cast<double>(p.k);
    double const n = k * ln2_high;
    double const high = n + c, low = ((n - high) + c) + (k * ln2_low + c_low);
    double const sum = high + low;
    return {sum, (high - sum) + low};
}

// 0 = not whole, 1 = odd, 2 = even
BB_HD int parity(double y) {
    if (magnitude(y) >= 0x1p53) return 2;
    int64_t const n = static_cast<int64_t>(y);
    if (static_cast<double>(n) != y) return 0;
    return (n & 1) != 0 ? 1 : 2;
}

}  // namespace detail

BB_HD double exact_pow(double x, double y) {
    if (y == 0.0 || x == 1.0) return 1.0;
    if (is_nan(x) || is_nan(y)) return quiet_nan();
    double const size = magnitude(x);
    if (magnitude(y) == infinity()) {
        if (size == 1.0) return 1.0;
        return (size > 1.0) == (y > 0.0) ? infinity() : 0.0;
    }
    int const parity = detail::parity(y);
    bool const negative = (bits_of(x) >> 63) != 0;
    double const sign = negative && parity == 1 ? -1.0 : 1.0;
    if (size == 0.0 || size == infinity()) return (size == 0.0) == (y > 0.0) ? sign * 0.0 : sign * infinity();
    if (negative && parity == 0) return quiet_nan();
    detail::two_part const l = detail::log_two_part(size);
    double const e = y * l.high;
    if (e > 1000.0) return sign * infinity();
    if (e < -1000.0) return sign * 0.0;
    return sign * detail::exp_of_sum(e, __builtin_fma(y, l.high, -e) + y * l.low);
}

BB_HD double exact_log10(double x) {
    if (is_nan(x) || x < 0.0) return quiet_nan();
    if (x == 0.0) return -infinity();
    if (x == infinity()) return x;
    double const scale = 0x1.bcb7b1526e50ep-2, scale_low = 0x1.95355baaafad3p-57;  // 1 / log 10
    detail::two_part const l = detail::log_two_part(x);
    double const high = l.high * scale;
    return high + (__builtin_fma(l.high, scale, -high) + (l.high * scale_low + l.low * scale));
}

BB_ISA_END
