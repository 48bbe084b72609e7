#pragma once
// asin, acos and atan in float64 with the same bits on every machine and on the device.
//
// Only + - * / and the IEEE square root, in a written order. Near zero Chebyshev fits of (f(x)/x - 1)/x^2 in
// x^2; elsewhere asin x = pi/2 - 2 asin sqrt((1-x)/2), and atan x = atan c + atan((x-c)/(1+cx)) for c = 1/2,
// 1, 3/2 and infinity. Largest measured errors, in units of the last place: asin 0.64, acos 0.61, atan 0.61
// (below 1 by tests/kernels/core/exact_trig_test.cpp). Beyond [-1, 1] asin and acos are NaN; every NaN that
// comes out is quiet_nan(). exact_asin(x) is of one double or of a register of lanes: the same operations.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/two_part.hpp"

BB_ISA_BEGIN

namespace detail {

inline constexpr double half_pi = 0x1.921fb54442d18p+0, half_pi_low = 0x1.1a62633145c07p-54;

// asin(s) / s - 1 for z = s^2 <= 1/4, truncation 2^-61.
template <class R>
BB_HD R asin_rest(R z) {
    return z * horner(z, 0x1.e58a4f278e007p-6, -0x1.3bd7e353ddbc2p-6, 0x1.40c91fa8deb7ep-6,
                      0x1.8dcdf11997e0fp-9, 0x1.31777489dfd29p-7, 0x1.3b462d121c5d2p-7, 0x1.7b02ef007d23ep-7,
                      0x1.c990a42b32b03p-7, 0x1.1c4efd20ebb99p-6, 0x1.6e8ba121b9d5fp-6, 0x1.f1c71c7a5e151p-6,
                      0x1.6db6db6dac0eap-5, 0x1.3333333333389p-4, 0x1.5555555555555p-3);
}
// atan(t) / t - 1 for z = t^2 <= (7/16)^2, truncation 2^-60.
template <class R>
BB_HD R atan_rest(R z) {
    return z * horner(z, 0x1.e3ddb8d3850abp-7, -0x1.0f54730d6c30ep-5, 0x1.6ffb4e901f5dbp-5,
                      -0x1.ab582fd05ec97p-5, 0x1.e1704532a7e28p-5, -0x1.110c9a0c8644ap-4,
                      0x1.3b1375a0eb258p-4, -0x1.745d154ac3da3p-4, 0x1.c71c71bd21787p-4,
                      -0x1.2492492485417p-3, 0x1.99999999998c4p-3, -0x1.5555555555555p-2);
}

// (high + low) - (a + b), for high >= a and b, low far below it.
template <class R>
BB_HD R less(double high, double low, R a, R b) {
    parts<R> const first = ordered_sum(R(high), -a);
    return first.high + (first.low + (R(low) - b));
}

// What asin and acos share: s and s's correction so that asin(s) = s + rest, where s is |x| up to one half
// and sqrt((1 - |x|) / 2) above.
template <class R>
BB_HD parts<R> arc_of_half(R size) {
    auto const small = size <= R(0.5);
    parts<R> s = root((R(1.0) - size) * R(0.5));  // exact for size in [1/2, 1]
    s = {select(small, size, s.high), select(small, R(0.0), s.low)};
    R const z = select(small, size * size, (R(1.0) - size) * R(0.5));
    return {s.high, s.low + s.high * asin_rest(z)};
}

}  // namespace detail

template <class R>
BB_HD R exact_asin(R x) {
    R const size = detail::size_of(x);
    detail::parts<R> const a = detail::arc_of_half(size);
    R const large = detail::less(detail::half_pi, detail::half_pi_low, a.high + a.high, a.low + a.low);
    R const value = select(size <= R(0.5), a.high + a.low, large);
    R const signed_value = select(x < R(0.0), -value, value);
    return select(size <= R(1.0), select(size < R(0x1p-27), x, signed_value), R(quiet_nan()));
}

template <class R>
BB_HD R exact_acos(R x) {
    R const size = detail::size_of(x);
    detail::parts<R> const a = detail::arc_of_half(size);
    auto const negative = x < R(0.0);
    R const high = select(negative, -a.high, a.high), low = select(negative, -a.low, a.low);
    R const small = detail::less(detail::half_pi, detail::half_pi_low, high, low);
    R const sum = R(2.0) * (a.high + a.low);
    R const rest =
        detail::less(2.0 * detail::half_pi, 2.0 * detail::half_pi_low, a.high + a.high, a.low + a.low);
    R const value = select(size <= R(0.5), small, select(negative, rest, sum));
    return select(size <= R(1.0), value, R(quiet_nan()));
}

template <class R>
BB_HD R exact_atan(R x) {
    R const whole = detail::size_of(x);
    R const size = select(whole < R(0x1p70), whole, R(0x1p70));  // beyond it is pi/2
    R n = size, d(1.0), base(0.0), base_low(0.0);
    auto const from = [&](double least, R above, R below, double high, double low) {
        auto const there = size >= R(least);
        n = select(there, above, n);
        d = select(there, below, d);
        base = select(there, R(high), base);
        base_low = select(there, R(low), base_low);
    };
    from(0.4375, size + size - R(1.0), R(2.0) + size, 0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56);
    from(0.6875, size - R(1.0), R(1.0) + size, 0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55);
    from(1.1875, size - R(1.5), R(1.0) + R(1.5) * size, 0x1.f730bd281f69bp-1, 0x1.007887af0cbbdp-56);
    from(2.4375, R(-1.0), size, detail::half_pi, detail::half_pi_low);
    detail::parts<R> const t = detail::quotient<R>({n, R(0.0)}, {d, R(0.0)});
    R const z = t.high * t.high;
    R const rest = t.high * detail::atan_rest(z) + (t.low - z * t.low);
    detail::parts<R> const sum = detail::ordered_sum(base, t.high);
    R const value = sum.high + (sum.low + (base_low + rest));
    R const signed_value = select(x < R(0.0), -value, value);
    return select(x == x, select(whole < R(0x1p-27), x, signed_value), R(quiet_nan()));
}

BB_ISA_END
