#pragma once
// The highest or lowest value of the last n bars, one n per lane, at a cost that does not depend on the data.
//
// Keeping the extreme and searching again when it leaves costs n per bar on a falling market. Instead the
// bars are cut at absolute multiples of 16 (the two-pass scheme of van Herk 1992 and Gil & Werman 1993): at a
// cut the extremes of the 16 coming windows' parts before the cut are noted, from then on one comparison per
// bar joins them with the extreme since the cut. Windows shorter than 16 bars are searched directly.
//
// Cost per bar and register of lanes: about n/16 comparisons, one gather, two comparisons.
// An extreme has no rounding, so the value depends on the window alone (a negative zero becomes zero, so that
// the order of search cannot show). While a NaN is in the window the value is NaN, and right again the bar
// after.

#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

inline constexpr int64_t extreme_cut = 16;

// What an entry says that is nothing but an extreme of its input's last p[0] bars: `shared_by_lanes` of this
// type. A machine that has all bars at hand may then compute all lanes from what they have in common
// (cpu_fallback/window_extremes.hpp); the walk has the same values.
enum class window_extreme { highest, lowest };

template <class L, bool Highest>
struct rolling_extreme {
    using real = typename L::real;
    using word = typename L::word;
    real front[extreme_cut];  // front[j]: the part before the cut of the window that ends j bars after it
    real back;                // bars since the cut
    int64_t clean;            // bars since the last NaN

    // The better of a and b; b where a is NaN.
    static BB_HD real better(real a, real b) {
        if constexpr (Highest) {
            return max_of(a, b);
        } else {
            return min_of(a, b);
        }
    }
    static BB_HD real none() {
        return real(from_bits(Highest ? 0xfff0000000000000ull : 0x7ff0000000000000ull));  // -inf, +inf
    }

    BB_HD void start() {
        for (int64_t j = 0; j < extreme_cut; ++j) front[j] = none();
        back = none();
        clean = 0;
    }

    BB_HD real step(double const* x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        int64_t const since = t & (extreme_cut - 1);
        if (since == 0 && t > begin) {
            note_windows(x, begin, t, w);
            back = none();
        }
        back = better(real(x[t]), back);
        clean = is_nan(x[t]) ? 0 : clean + 1;
        real value = better(front[since], back);
        if (w.shortest < extreme_cut) {
            real const searched = search(x, begin, t, w);
            value = select(w.bars < real(static_cast<double>(extreme_cut)), searched, value);
        }
        value = value + real(0.0);
        // No NaN has been seen since `begin`: every bar is clean, and a window that still fills is the
        // launcher's.
        if (clean >= w.longest || clean > t - begin) return value;
        return select(w.bars <= real(static_cast<double>(clean)), value, real(quiet_nan()));
    }

  private:
    // front[] for the windows that end at cut .. cut+15; all reads are of bars before the cut.
    BB_HD void note_windows(double const* x, int64_t begin, int64_t cut, lane_windows<L> const& w) {
        // The bars cut-k, k = 1 .. n-16, are in all 16 windows.
        int64_t const known = cut - begin;
        int64_t const common = smaller(w.shortest - extreme_cut, known);
        int64_t const all = smaller(w.longest - extreme_cut, known);
        real p[4] = {none(), none(), none(), none()};
        int64_t k = 1;
        for (; k + 3 <= common; k += 4) {
            for (int64_t j = 0; j < 4; ++j) p[j] = better(real(x[cut - k - j]), p[j]);
        }
        for (; k <= all; ++k) {
            auto const inside =
                real(static_cast<double>(k)) <= w.bars - real(static_cast<double>(extreme_cut));
            p[0] = select(inside, better(real(x[cut - k]), p[0]), p[0]);
        }
        real held = better(better(p[0], p[1]), better(p[2], p[3]));
        // Window j reaches one bar further back than window j+1: the bar cut - (n-1-j).
        for (int64_t j = extreme_cut - 1; j >= 0; --j) {
            real const reach = w.bars - real(static_cast<double>(j + 1));
            auto const valid = (real(1.0) <= reach) & (reach <= real(static_cast<double>(known)));
            word const now(static_cast<uint64_t>(cut));
            word const at = now - (w.back - word(static_cast<uint64_t>(j + 1)));
            real const older = L::gather(x, select(valid, at, now));
            held = select(valid, better(older, held), held);
            front[j] = held;
        }
    }

    // Windows below 16 bars.
    static BB_HD real search(double const* x, int64_t begin, int64_t t, lane_windows<L> const& w) {
        real found = none();
        int64_t const bars = smaller(smaller(w.longest, extreme_cut - 1), t - begin + 1);
        for (int64_t k = 0; k < bars; ++k) {
            found = select(real(static_cast<double>(k)) < w.bars, better(real(x[t - k]), found), found);
        }
        return found;
    }

    static BB_HD int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
};

BB_ISA_END
