#pragma once
// sin, cos and tan in float64 with the same bits on every machine and on the device, for every finite angle.
//
// Only + - * / and whole-number arithmetic, in a written order. Taylor polynomials on the rest of at most an
// eighth of a turn (quarter_turns.hpp), which is carried in two parts. Largest measured errors, in units of
// the last place: sin 0.77, cos 0.76, tan 0.93 (below 1 by tests/kernels/core/exact_trig_test.cpp). An
// infinity has no angle: NaN. Every NaN that comes out is quiet_nan(). exact_sin(x) is of one double,
// exact_sin<L>(x) of a register of lanes: the same operations.

#include "kernels/core/quarter_turns.hpp"

BB_ISA_BEGIN

namespace detail {

// Truncated after r^17: 2^-63 of the sine.
template <class R>
BB_HD parts<R> sine_of_rest(parts<R> const& x) {
    R const r = x.high, z = r * r;
    R const terms = horner(z, 1.0 / 355687428096000.0, -1.0 / 1307674368000.0, 1.0 / 6227020800.0,
                           -1.0 / 39916800.0, 1.0 / 362880.0, -1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0);
    return ordered_sum(r, r * z * terms + (x.low - R(0.5) * z * x.low));
}
// Truncated after r^18: 2^-67.
template <class R>
BB_HD parts<R> cosine_of_rest(parts<R> const& x) {
    R const r = x.high, z = r * r, half = R(0.5) * z;
    R const terms = horner(z, -1.0 / 6402373705728000.0, 1.0 / 20922789888000.0, -1.0 / 87178291200.0,
                           1.0 / 479001600.0, -1.0 / 3628800.0, 1.0 / 40320.0, -1.0 / 720.0, 1.0 / 24.0);
    parts<R> const first = ordered_sum(R(1.0), -half);
    return ordered_sum(first.high, first.low + (z * z * terms - r * x.low));
}

template <class R>
BB_HD auto is_odd(R turns) {
    return (turns == R(1.0)) | (turns == R(-1.0));
}
template <class R>
BB_HD parts<R> select_parts(decltype(R() == R()) m, parts<R> const& a, parts<R> const& b) {
    return {select(m, a.high, b.high), select(m, a.low, b.low)};
}

template <class R>
BB_HD R only_finite(R x, R value) {
    return select(size_of(x) < R(infinity()), value, R(quiet_nan()));
}

}  // namespace detail

template <class L>
BB_HD typename L::real exact_sin(typename L::real x) {
    using R = typename L::real;
    detail::turned<R> const t = detail::quarter_turns<L>(x);
    R const turned = select(detail::is_odd(t.turns), detail::cosine_of_rest(t.rest).high,
                            detail::sine_of_rest(t.rest).high);
    R const value = select((t.turns == R(-1.0)) | (detail::size_of(t.turns) == R(2.0)), -turned, turned);
    return detail::only_finite(x, select(detail::size_of(x) < R(0x1p-27), x, value));
}

template <class L>
BB_HD typename L::real exact_cos(typename L::real x) {
    using R = typename L::real;
    detail::turned<R> const t = detail::quarter_turns<L>(x);
    R const turned = select(detail::is_odd(t.turns), detail::sine_of_rest(t.rest).high,
                            detail::cosine_of_rest(t.rest).high);
    R const value = select((t.turns == R(1.0)) | (detail::size_of(t.turns) == R(2.0)), -turned, turned);
    return detail::only_finite(x, value);
}

template <class L>
BB_HD typename L::real exact_tan(typename L::real x) {
    using R = typename L::real;
    detail::turned<R> const t = detail::quarter_turns<L>(x);
    detail::parts<R> const s = detail::sine_of_rest(t.rest), c = detail::cosine_of_rest(t.rest);
    auto const odd = detail::is_odd(t.turns);
    detail::parts<R> const q =
        detail::quotient(detail::select_parts<R>(odd, c, s), detail::select_parts<R>(odd, s, c));
    R const turned = q.high + q.low;
    R const value = select(odd, -turned, turned);
    return detail::only_finite(x, select(detail::size_of(x) < R(0x1p-27), x, value));
}

BB_HD double exact_sin(double x) { return exact_sin<scalar_lanes>(x); }
BB_HD double exact_cos(double x) { return exact_cos<scalar_lanes>(x); }
BB_HD double exact_tan(double x) { return exact_tan<scalar_lanes>(x); }

BB_ISA_END
