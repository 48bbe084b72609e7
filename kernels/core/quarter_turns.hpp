#pragma once
// An angle as quarter turns and a rest: x = turns * pi/2 + high + low, |high| < 0.79, to about 2^-85 of the
// rest.
//
// Up to 2^19 by Cody and Waite's method (1980): pi/2 in three parts, of which the first two have 33 bits, so
// that their multiples are exact. Beyond, and where the rest is so small that this would lose it, by Payne
// and Hanek's (1983): whole-number arithmetic on those 192 bits of 2/pi that are below the multiples of four
// quarter turns. Either is chosen by x alone, so every backend takes the same.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/two_part.hpp"

namespace basicbot {

__extension__ typedef unsigned __int128 wide_bits;

}  // namespace basicbot

BB_ISA_BEGIN

namespace detail {

template <class R>
struct turned {
    parts<R> rest;
    R turns;  // of four: -2, -1, 0, 1 or 2
};

// Word i of 2/pi, 64 bits each, behind a word of zeros for angles near one.
BB_HD uint64_t two_over_pi(int64_t i) {
    constexpr uint64_t words[] = {0x0000000000000000ull, 0xa2f9836e4e441529ull, 0xfc2757d1f534ddc0ull,
                                  0xdb6295993c439041ull, 0xfe5163abdebbc561ull, 0xb7246e3a424dd2e0ull,
                                  0x06492eea09d1921cull, 0xfe1deb1cb129a73eull, 0xe88235f52ebb4484ull,
                                  0xe99c7026b45f7e41ull, 0x3991d639835339f4ull, 0x9c845f8bbdf9283bull,
                                  0x1ff897ffde05980full, 0xef2f118b5a0a6d1full, 0x6d367ecf27cb09b7ull,
                                  0x4f463f669e5fea2dull, 0x7527bac7ebe5f17bull, 0x3d0739f78a5292eaull,
                                  0x6bfb5fb11f8d5d08ull, 0x56033046fc7b6babull, 0xf0cfbc209af4361dull};
    return words[i];
}
// 64 bits of 2/pi from bit k on; bit 1 is worth one half. -63 <= k.
BB_HD uint64_t bits_of_two_over_pi(int64_t k) {
    int64_t const from = k + 63, word = from >> 6, shift = from & 63;
    uint64_t const first = two_over_pi(word) << shift;
    return shift == 0 ? first : first | (two_over_pi(word + 1) >> (64 - shift));
}

BB_HD uint64_t upper(wide_bits x) { return static_cast<uint64_t>(x >> 64); }
BB_HD uint64_t lower(wide_bits x) { return static_cast<uint64_t>(x); }

// For any finite |x| >= 0.5.
BB_HD turned<double> turned_wide(double x) {
    uint64_t const b = bits_of(x);
    int64_t const e = static_cast<int64_t>((b >> 52) & 0x7ff) - 1075;  // |x| = m * 2^e
    wide_bits const m = (b & 0xfffffffffffffull) | 0x10000000000000ull;
    // From the bit that m's last makes two quarter turns on: the product's unit is 2^-190 quarter turns,
    // modulo 4.
    wide_bits const p2 = m * bits_of_two_over_pi(e + 127), p1 = m * bits_of_two_over_pi(e + 63),
                    p0 = m * bits_of_two_over_pi(e - 1);
    wide_bits const middle = p1 + upper(p2);
    uint64_t const top = lower(p0) + upper(middle);
    // The fraction of a quarter turn, between -1/2 and 1/2 of it, with 128 bits from its highest on.
    wide_bits fraction = (static_cast<wide_bits>(top << 2 | lower(middle) >> 62) << 64) |
                         (lower(middle) << 2 | lower(p2) >> 62);
    uint64_t below = lower(p2) << 2;
    double turns = static_cast<double>(top >> 62);
    bool const over = (upper(fraction) >> 63) != 0;
    if (over) {
        turns += 1.0;
        fraction = ~fraction + (below == 0 ? 1 : 0);
        below = 0 - below;
    }
    int const zeros = leading_zeros(upper(fraction));  // no float64 is nearer than 2^-62 to a multiple
    if (zeros > 0) fraction = fraction << zeros | below >> (64 - zeros);
    // Times pi/2 = c / 2^127, the upper 128 bits of the product.
    uint64_t const c1 = 0xc90fdaa22168c234ull, c2 = 0xc4c6628b80dc1cd1ull;
    wide_bits const f1 = upper(fraction), f2 = lower(fraction);
    wide_bits const angle = f1 * c1 + upper(f1 * c2) + upper(f2 * c1);  // in 2^-127-zeros
    double const unit = power_of_two(-127 - zeros);
    double const sign = over != (x < 0.0) ? -unit : unit;
    double const high = static_cast<double>(static_cast<uint64_t>(angle >> 75)) * 0x1p75;
    double const low = static_cast<double>(static_cast<uint64_t>(angle >> 22) & 0x1fffffffffffffull) * 0x1p22;
    parts<double> const rest = ordered_sum(high * sign, low * sign);
    if (turns > 2.0) turns -= 4.0;
    return {rest, x < 0.0 ? -turns : turns};
}

// The finite lanes of x; anything for the others.
template <class L>
BB_HD turned<typename L::real> quarter_turns(typename L::real x) {
    using R = typename L::real;
    R const whole(0x1.8p52);
    R const n = (x * R(0x1.45f306dc9c883p-1) + whole) - whole;
    R const t = x - n * R(0x1.921fb544p+0);
    R const second = n * R(0x1.0b4611a6p-34);
    R const near = t - second;
    R const low = ((t - near) - second) - n * R(0x1.3198a2e037073p-69);
    turned<R> result{ordered_sum(near, low), n - R(4.0) * ((n * R(0.25) + whole) - whole)};
    R const size = size_of(x);
    // The sums above are exact where the rest is not small beside the second part.
    auto const wide = (size >= R(0x1p19)) | ((size_of(near) < R(0x1p-12)) & (size >= R(0.5)));
    if (any(wide)) {
        double at[L::width], high[L::width], rest[L::width], turns[L::width];
        L::store(at, x);
        L::store(high, result.rest.high);
        L::store(rest, result.rest.low);
        L::store(turns, result.turns);
        for (uint64_t left = L::bits(wide); left != 0; left &= left - 1) {
            int const i = L::width > 1 ? trailing_zeros(left) : 0;
            if (magnitude(at[i]) == infinity()) continue;
            turned<double> const one = turned_wide(at[i]);
            high[i] = one.rest.high;
            rest[i] = one.rest.low;
            turns[i] = one.turns;
        }
        result = {{L::load(high), L::load(rest)}, L::load(turns)};
    }
    return result;
}

}  // namespace detail

BB_ISA_END
