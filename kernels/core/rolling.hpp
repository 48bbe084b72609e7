#pragma once
// Sums over the last n bars, one n per lane, that do not drift.
//
// At every bar t with t % 64 == 0 the sum is made afresh from the window alone: four partial sums over the
// bars t-k with k % 4 = 0, 1, 2, 3, each from k = 0 upwards, added as (p0 + p1) + (p2 + p3). Between restarts
// it becomes sum + (new - old). So from the first restart with a full window on, the value is a function of
// t, the data since that restart's window began, and the lane's own n; neither the neighbours in the batch
// nor the first bar of the series enters. Rounding error: at most that of 64 updates. While the window fills,
// only additions happen.
//
// Plain sums (rolling_sum) of up to eight bars are added afresh at every bar, from the newest value back:
// such a sum depends on those bars alone, and a register of neighbouring bars can be added at once
// (short_value, kernels/core/entry.hpp).
//
// Cost per bar and register of lanes: one gather, four adds, and longest/64 masked adds of a broadcast.
// A NaN inside makes the sum NaN until the first restart at which the window is free of it, that of a short
// window for as long as it is inside.

#include "kernels/core/entry.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

inline constexpr int64_t rolling_restart = 64;  // bars between restarts, a power of two; part of the numbers
inline constexpr int64_t short_window = 8;      // bars, at most; part of the numbers

// The window lengths of the lanes. shortest and longest only choose between equal ways to the same value.
template <class L>
struct lane_windows {
    typename L::real bars;   // n
    typename L::real share;  // 1 / n, by which sums become means
    typename L::word back;   // n as address words
    int64_t shortest, longest;
};

template <class L>
BB_HD lane_windows<L> windows_of(typename L::real n) {
    double v[L::width];
    L::store(v, n);
    lane_windows<L> w{n, typename L::real(1.0) / n, bars_of<L>(v), static_cast<int64_t>(v[0]),
                      static_cast<int64_t>(v[0])};
    for (int i = 1; i < L::width; ++i) {
        int64_t const bars = static_cast<int64_t>(v[i]);
        if (bars < w.shortest) w.shortest = bars;
        if (bars > w.longest) w.longest = bars;
    }
    return w;
}

// The terms that are summed: the value itself, its distance from an anchor, and that distance squared. R is
// one value for all lanes or one per lane.
struct plain_term {
    template <class V>
    BB_HD V operator()(V x) const {
        return x;
    }
};
template <class R>
struct shifted_term {
    R anchor;
    template <class V>
    BB_HD R operator()(V x) const {
        return R(x) - anchor;
    }
};
template <class R>
struct squared_term {
    R anchor;
    template <class V>
    BB_HD R operator()(V x) const {
        R const d = R(x) - anchor;
        return d * d;
    }
};

// What is read of a series X: x[t] and x[t-1] are its values at the present bar and the one before, past(x,
// s) is that at an earlier bar s. Here X is a series that all lanes share, one value for all of them;
// cpu_fallback/lane_bars.hpp has one whose lanes are apart.
BB_HD double past(double const* x, int64_t s) { return x[s]; }

// The sum of term(s), s being the last n bars up to t (fewer where the terms are younger, which begin at bar
// `begin`), made afresh.
template <class L, class Term>
BB_HD typename L::real fresh_terms(int64_t begin, int64_t t, lane_windows<L> const& w, Term term) {
    using real = typename L::real;
    int64_t const age = t - begin + 1;
    int64_t const common = w.shortest < age ? w.shortest : age;  // bars that every lane adds
    int64_t const all = w.longest < age ? w.longest : age;
    real p[4] = {real(0.0), real(0.0), real(0.0), real(0.0)};
    int64_t k = 0;
    for (; k + 4 <= common; k += 4) {
        p[0] = p[0] + real(term(t - k));
        p[1] = p[1] + real(term(t - k - 1));
        p[2] = p[2] + real(term(t - k - 2));
        p[3] = p[3] + real(term(t - k - 3));
    }
    auto const add = [&](real& to, int64_t at) {
        real const added = to + real(term(t - at));
        to = select(real(static_cast<double>(at)) < w.bars, added, to);
    };
    for (; k + 4 <= all; k += 4) {
        add(p[0], k);
        add(p[1], k + 1);
        add(p[2], k + 2);
        add(p[3], k + 3);
    }
    if (k < all) add(p[0], k);
    if (k + 1 < all) add(p[1], k + 1);
    if (k + 2 < all) add(p[2], k + 2);
    return (p[0] + p[1]) + (p[2] + p[3]);
}

// A term of a series' values as one of its bars.
template <class X, class Term>
struct value_term {
    X const& x;
    Term term;
    BB_HD auto operator()(int64_t s) const { return term(past(x, s)); }
};

// The sum of term(x[s]) over the last n bars up to t (fewer where the series is younger), made afresh.
template <class L, class X, class Term>
BB_HD typename L::real fresh_sum(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w, Term term) {
    return fresh_terms<L>(begin, t, w, value_term<X, Term>{x, term});
}

// True where the window has its n bars at t.
template <class L>
BB_HD typename L::mask window_full(int64_t begin, int64_t t, lane_windows<L> const& w) {
    return w.bars <= typename L::real(static_cast<double>(t - begin));
}

// The value that leaves the window at t, x[t-n]; never reads before `begin`. Lanes whose window still fills
// get `otherwise`.
template <class L>
BB_HD typename L::real leaving_value(double const* x, int64_t begin, int64_t t, lane_windows<L> const& w,
                                     typename L::real otherwise) {
    using word = typename L::word;
    word const now(static_cast<uint64_t>(t));
    if (t - begin >= w.longest) return L::gather(x, now - w.back);
    if (t - begin < w.shortest) return otherwise;
    auto const full = window_full<L>(begin, t, w);
    return select(full, L::gather(x, select(full, now - w.back, now)), otherwise);
}

// The same for consecutive bars. Registers of lanes fetch the next eight leaving values of each lane as one
// run (load_runs, cpu_fallback/columns_tile.hpp) where all windows are full and hold at least eight bars, so
// that nothing at or after t is read; a single lane has no use for it.
template <class L>
struct leaving_run {
    static constexpr int64_t held = L::width > 1 ? 8 : 1;
    typename L::real rows[held];

    template <class X>
    BB_HD typename L::real step(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w,
                                typename L::real otherwise) {
        if constexpr (requires { X::one_full_window; }) {
            return x[t - w.longest];
        } else {
            if constexpr (L::width > 1) {
                int64_t const since = t & (held - 1);
                if (w.shortest >= held && t - since - begin >= w.longest) {
                    if (since == 0)
                        load_runs(L{}, x, typename L::word(static_cast<uint64_t>(t)) - w.back, rows);
                    return rows[since];
                }
            }
            return leaving_value<L>(x, begin, t, w, otherwise);
        }
    }
};

// How many bars up to t have one and the same value: a window inside such a run is exactly flat, whatever
// rounding did to its sums.
template <class L>
struct flat_run {
    typename L::real bars, last;  // last: the value of the bar before
    BB_HD void start() { bars = last = typename L::real(0.0); }
    template <class X>
    BB_HD void step(X const& x, int64_t begin, int64_t t) {
        if constexpr (!requires { X::never_flat; }) {  // else no run is as long as the window
            using real = typename L::real;
            real const now(x[t]), one(1.0);
            bars = t > begin ? select(now == last, bars + one, one) : one;
            last = now;
        }
    }
    BB_HD typename L::mask covers(lane_windows<L> const& w) const { return w.bars <= bars; }
};

// x[t] + x[t-1] + ... over the window, in this order; right for the lanes with a short one.
template <class L, class X>
BB_HD typename L::real short_sum(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w) {
    using real = typename L::real;
    int64_t const age = t - begin + 1;
    int64_t const longest = w.longest < short_window ? w.longest : short_window;
    int64_t const all = longest < age ? longest : age;
    real sum(x[t]);
    for (int64_t k = 1; k < all; ++k) {
        real const more = sum + real(past(x, t - k));
        sum = k < w.shortest ? more : select(real(static_cast<double>(k)) < w.bars, more, sum);
    }
    return sum;
}

// The same as the bar form of an entry has it, for `bars` bars.
template <class L>
BB_HD typename L::real short_sum(bars_at<L> const& at, int64_t bars) {
    typename L::real sum = at(0);
    for (int64_t k = 1; k < bars; ++k) sum = sum + at(0, k);
    return sum;
}

// Where the last `bars` bars have one and the same value.
template <class L>
BB_HD typename L::mask short_run(bars_at<L> const& at, int64_t bars) {
    typename L::real const now = at(0);
    auto flat = now == at(0, bars - 1);
    if (any(flat)) {  // seldom
        for (int64_t k = 1; k < bars - 1; ++k) flat = flat & (now == at(0, k));
    }
    return flat;
}

template <class L>
struct rolling_sum {
    typename L::real sum;
    leaving_run<L> leaving;

    BB_HD void start() { sum = typename L::real(0.0); }
    template <class X>
    BB_HD void step(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        move(x, begin, t, w, leaving.step(x, begin, t, w, typename L::real(0.0)));
    }
    // old: what leaves the window.
    template <class X>
    BB_HD void move(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w, typename L::real old) {
        using real = typename L::real;
        if ((t & (rolling_restart - 1)) == 0) {
            sum = fresh_sum<L>(x, begin, t, w, plain_term{});
        } else {
            sum = sum + (real(x[t]) - old);
        }
        if (w.shortest <= short_window) {
            real const few = short_sum<L>(x, begin, t, w);
            sum = w.longest <= short_window
                      ? few
                      : select(w.bars <= real(static_cast<double>(short_window)), few, sum);
        }
    }
};

// Plain sum, and sums of d and d*d with d = x - anchor. The anchor is x at the last restart (before it:
// x[begin]), so that the variance of 1e8 + {0, 1} does not cancel away.
template <class L>
struct rolling_moments {
    using real = typename L::real;
    rolling_sum<L> plain;
    real s1, s2, anchor;

    BB_HD void start() {
        plain.start();
        s1 = s2 = anchor = real(0.0);
    }
    template <class X>
    BB_HD void step(X const& x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        bool const restart = (t & (rolling_restart - 1)) == 0;
        real const zero(0.0), now(x[t]);
        if (restart || t == begin) anchor = now;
        real const origin = anchor;
        real const old = plain.leaving.step(x, begin, t, w, zero);
        plain.move(x, begin, t, w, old);
        if (restart) {
            s1 = fresh_sum<L>(x, begin, t, w, shifted_term<real>{anchor});
            s2 = fresh_sum<L>(x, begin, t, w, squared_term<real>{anchor});
            return;
        }
        // Where nothing leaves yet, the anchor does: its distance from itself is zero.
        real const from = t - begin >= w.longest ? old : select(window_full<L>(begin, t, w), old, origin);
        real const moved = now - from;
        s1 = s1 + moved;
        s2 = s2 + moved * ((now - origin) + (from - origin));
    }
    // The mean of squares about the mean (1/n), never below zero.
    BB_HD real variance(lane_windows<L> const& w) const {
        return max_of(real(0.0), (s2 - s1 * s1 * w.share) * w.share);
    }
};

BB_ISA_END
