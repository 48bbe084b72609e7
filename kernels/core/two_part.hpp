#pragma once
// Values carried as the sum of two float64, and the exact errors of single operations (Dekker 1971, Knuth).
// R is double or the float64 type of a lane policy. No fused multiply-add: the plain build has none in
// hardware.

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

namespace detail {

template <class R>
struct parts {
    R high, low;  // the value is high + low, |low| a few last places of high at most
};

// a + b, for |a| >= |b| or a = 0.
template <class R>
BB_HD parts<R> ordered_sum(R a, R b) {
    R const sum = a + b;
    return {sum, b - (sum - a)};
}

// a + b, whichever is larger.
template <class R>
BB_HD parts<R> any_sum(R a, R b) {
    R const sum = a + b;
    R const of_b = sum - a;
    return {sum, (a - (sum - of_b)) + (b - of_b)};
}

// a + b of two parts each, within about 2^-104 of the larger.
template <class R>
BB_HD parts<R> sum_of(parts<R> a, parts<R> b) {
    parts<R> const first = any_sum(a.high, b.high);
    return ordered_sum(first.high, first.low + (a.low + b.low));
}

// a * b - p exactly, where p is the rounded product; no factor above 2^990 and no part below 2^-1022.
template <class R>
BB_HD R product_rest(R a, R b, R p) {
    R const wide_a = a * R(134217729.0), wide_b = b * R(134217729.0);  // 2^27 + 1: halves of 26 bits
    R const a1 = wide_a - (wide_a - a), a2 = a - a1;
    R const b1 = wide_b - (wide_b - b), b2 = b - b1;
    return ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2;
}

template <class R>
BB_HD parts<R> product(R a, R b) {
    R const p = a * b;
    return {p, product_rest(a, b, p)};
}
template <class R>
BB_HD parts<R> product(parts<R> a, parts<R> b) {
    parts<R> const p = product(a.high, b.high);
    return ordered_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

template <class R>
BB_HD parts<R> quotient(parts<R> n, parts<R> d) {
    R const q = n.high / d.high;
    R const p = q * d.high;
    R const left = ((n.high - p) - product_rest(q, d.high, p)) + (n.low - q * d.low);
    return {q, left / d.high};
}

template <class R>
BB_HD parts<R> root(R z) {
    R const s = square_root(z);
    R const p = s * s;
    R const left = (z - p) - product_rest(s, s, p);
    return {s, select(s == R(0.0), R(0.0), left / (s + s))};
}

template <class R>
BB_HD R size_of(R x) {
    return select(x < R(0.0), -x, x);
}

}  // namespace detail

BB_ISA_END
