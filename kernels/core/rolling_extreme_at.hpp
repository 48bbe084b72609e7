#pragma once
// The highest or lowest value of the last n bars together with its bar, one n per lane: the scheme of
// kernels/core/rolling_extreme.hpp with the bar carried beside the value.
//
// Of equal values the newest counts, zeros of either sign being equal: then value and bar are functions of
// the window alone. Bars are numbers of the series, as float64 (exact below 2^53). Cost per bar and register
// of lanes: about n/16 comparisons, one gather, four comparisons; below 16 bars the window is searched. While
// a NaN is in the window both are NaN, and right again the bar after.

#include "kernels/core/rolling_extreme.hpp"

BB_ISA_BEGIN

template <class L>
struct extreme_bar {
    typename L::real value, bar;
};

template <class L, bool Highest>
struct rolling_extreme_at {
    using real = typename L::real;
    using word = typename L::word;
    using mask = typename L::mask;
    using found = extreme_bar<L>;
    found front[extreme_cut];  // front[j]: of the part before the cut of the window that ends j bars after it
    found back;                // of the bars since the cut
    int64_t clean;             // bars since the last NaN

    static BB_HD mask beats(real a, real b) {
        if constexpr (Highest) {
            return a > b;
        } else {
            return a < b;
        }
    }
    static BB_HD found choose(mask m, found const& a, found const& b) {
        return {select(m, a.value, b.value), select(m, a.bar, b.bar)};
    }
    static BB_HD found at_bar(double const* x, int64_t t) {
        return {real(x[t]), real(static_cast<double>(t))};
    }
    static BB_HD found none() {
        return {real(from_bits(Highest ? 0xfff0000000000000ull : 0x7ff0000000000000ull)), real(-1.0)};
    }

    BB_HD void start() {
        for (int64_t j = 0; j < extreme_cut; ++j) front[j] = none();
        back = none();
        clean = 0;
    }

    BB_HD found step(double const* x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        int64_t const since = t & (extreme_cut - 1);
        if (since == 0 && t > begin) {
            note_windows(x, begin, t, w);
            back = none();
        }
        // Never taken where it is NaN; an infinity like none() is.
        found const now = at_bar(x, t);
        back = choose(beats(now.value, back.value) | (now.value == back.value), now, back);
        clean = is_nan(x[t]) ? 0 : clean + 1;
        found result = choose(beats(front[since].value, back.value), front[since], back);
        if (w.shortest < extreme_cut) {
            result = choose(w.bars < real(static_cast<double>(extreme_cut)), search(x, begin, t, w), result);
        }
        result.value = result.value + real(0.0);
        if (clean >= w.longest || clean > t - begin) return result;
        mask const whole = w.bars <= real(static_cast<double>(clean));
        return choose(whole, result, {real(quiet_nan()), real(quiet_nan())});
    }

  private:
    // front[] for the windows that end at cut .. cut+15. From new to old, so that an equal value stays
    // behind.
    BB_HD void note_windows(double const* x, int64_t begin, int64_t cut, lane_windows<L> const& w) {
        int64_t const known = cut - begin;
        int64_t const all = smaller(w.longest - extreme_cut, known);
        // The bars cut-k, k = 1 .. n-16, are in all 16 windows; two halves, so that one need not wait for the
        // other.
        found p[2] = {none(), none()};
        int64_t k = 1;
        for (int64_t const common = smaller(w.shortest - extreme_cut, known); k + 1 <= common; k += 2) {
            for (int64_t j = 0; j < 2; ++j) {
                found const older = at_bar(x, cut - k - j);
                p[j] = choose(beats(older.value, p[j].value), older, p[j]);
            }
        }
        for (; k <= all; ++k) {
            found const older = at_bar(x, cut - k);
            mask const inside =
                real(static_cast<double>(k)) <= w.bars - real(static_cast<double>(extreme_cut));
            p[0] = choose(inside & beats(older.value, p[0].value), older, p[0]);
        }
        mask const second =
            beats(p[1].value, p[0].value) | ((p[1].value == p[0].value) & (p[0].bar < p[1].bar));
        found held = choose(second, p[1], p[0]);
        // Window j reaches one bar further back than window j+1: the bar cut - (n-1-j).
        for (int64_t j = extreme_cut - 1; j >= 0; --j) {
            real const reach = w.bars - real(static_cast<double>(j + 1));
            mask const valid = (real(1.0) <= reach) & (reach <= real(static_cast<double>(known)));
            word const now(static_cast<uint64_t>(cut));
            word const at = now - (w.back - word(static_cast<uint64_t>(j + 1)));
            found const older = {L::gather(x, select(valid, at, now)),
                                 real(static_cast<double>(cut)) - reach};
            held = choose(valid & beats(older.value, held.value), older, held);
            front[j] = held;
        }
    }

    // Windows below 16 bars.
    static BB_HD found search(double const* x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        found best = at_bar(x, t);
        int64_t const bars = smaller(smaller(w.longest, extreme_cut - 1), t - begin + 1);
        for (int64_t k = 1; k < bars; ++k) {
            found const older = at_bar(x, t - k);
            mask const inside = real(static_cast<double>(k)) < w.bars;
            best = choose(inside & beats(older.value, best.value), older, best);
        }
        return best;
    }

    static BB_HD int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
};

BB_ISA_END
