#pragma once
// Directional movement (Welles Wilder, New Concepts in Technical Trading Systems, 1978, section IV), as
// TA-Lib sums it up.
//   up = high - high[1], down = low[1] - low
//   plus movement: up where it is above zero and above down; minus movement: down where it is above zero and
//   above up; otherwise zero
// Wilder's sum of n: the plain sum of the first n - 1 terms, from then on sum (1 - 1/n) + term. For n = 1
// that is the term itself. Terms begin at the second bar; a NaN among them stays for ever.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"
#include "kernels/core/true_range.hpp"

BB_ISA_BEGIN

struct directional_move {
    double plus, minus;
};

BB_HD directional_move move_of(double const* high, double const* low, int64_t t) {
    double const up = high[t] - high[t - 1], down = low[t - 1] - low[t];
    // One comparison each and a zero beside it: no branch, which half of all bars would take by surprise.
    double const none = (up - up) + (down - down);  // 0, or NaN
    double const plus = up > max_of(down, 0.0) ? up : 0.0, minus = down > max_of(up, 0.0) ? down : 0.0;
    return {plus + none, minus + none};
}

template <class L>
struct wilder_sum {
    using real = typename L::real;
    real value, kept;  // kept: the part of the sum that stays
    BB_HD void start(real n) {
        value = real(0.0);
        kept = real(1.0) - real(1.0) / n;
    }
    // age: bars since the first one of the series, 1 for the first term.
    BB_HD void step(double term, int64_t age, real n) {
        real const x(term);
        value = select(real(static_cast<double>(age)) < n, value, value * kept) + x;
    }
};

// The movement's part of the true range: in per cent, but as a fraction for n = 1, as TA-Lib. Without any
// range 0.
template <class R>
BB_HD R movement_share(R movement, R range, R n) {
    R const unit = select(n == R(1.0), R(1.0), R(100.0));
    return select(range == R(0.0), R(0.0), unit * (movement / range));
}

// What the entries of one movement, plus or minus, have in common: its Wilder sum, and its share in that of
// the true range.
struct movement_entry {
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 2, 30, 1, true}};
    static constexpr char const* outputs[] = {"value"};
};
template <bool Plus>
struct movement_sum : movement_entry {
    static constexpr char const* inputs[] = {"high", "low"};
    static constexpr int64_t warmup(double const* p) {
        return p[0] > 1.0 ? static_cast<int64_t>(p[0]) - 1 : 1;
    }

    template <class L>
    struct state {
        wilder_sum<L> movement;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.movement.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t > in.begin) {  // the first bar has no bar before
            directional_move const move = move_of(in.x[0], in.x[1], t);
            s.movement.step(Plus ? move.plus : move.minus, t - in.begin, p[0]);
        }
        out[0] = s.movement.value;
    }
};
template <bool Plus>
struct movement_index : movement_entry {
    static constexpr char const* inputs[] = {"high", "low", "close"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        wilder_sum<L> movement, range;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.movement.start(p[0]);
        s.range.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        if (t > in.begin) {
            directional_move const move = move_of(in.x[0], in.x[1], t);
            s.movement.step(Plus ? move.plus : move.minus, t - in.begin, p[0]);
            s.range.step(true_range_of(in.x[0][t], in.x[1][t], in.x[2][t - 1]), t - in.begin, p[0]);
        }
        out[0] = movement_share(s.movement.value, s.range.value, p[0]);
    }
};

// How far the two movements differ, 100 |plus - minus| / (plus + minus) of their shares in the true range,
// which is in both and cancels out; where that is 0 / 0, the value before, which is 0 at first. From age n
// on.
template <class L>
struct directional_index {
    using real = typename L::real;
    wilder_sum<L> plus, minus;
    real value;

    BB_HD void start(real n) {
        plus.start(n);
        minus.start(n);
        value = real(0.0);
    }
    // For t > begin; the inputs are high and low.
    BB_HD void step(series_view const& in, int64_t t, real n) {
        int64_t const age = t - in.begin;
        directional_move const move = move_of(in.x[0], in.x[1], t);
        plus.step(move.plus, age, n);
        minus.step(move.minus, age, n);
        real const both = plus.value + minus.value, apart = plus.value - minus.value;
        auto const empty = (both == real(0.0)) | (real(static_cast<double>(age)) < n);
        value = select(empty, value, real(100.0) * (max_of(-apart, apart) / both));
    }
};

BB_ISA_END
