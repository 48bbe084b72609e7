#pragma once
// The parabolic stop (Welles Wilder, New Concepts in Technical Trading Systems, 1978, section II), as TA-Lib
// walks it.
//
// While long, stop += factor (extreme - stop), extreme being the highest high since the turn; every new
// extreme raises the factor by a step up to a limit, and the stop stays under the lows of this bar and the
// one before. A low at or under the stop turns the side: there the stop is the extreme that was reached, but
// above the highs of the two bars, the factor begins anew, and the extreme is the low. While short all is
// mirrored. The first side is short where the second bar's downward movement is the larger (directional.hpp),
// else long; the first stop is the first bar's low or high, the first extreme the second bar's high or low.
//
// Comparisons with a NaN do not hold: a bar without a price leaves the side and goes on.

#include "kernels/core/directional.hpp"

BB_ISA_BEGIN

// How the stop of one side gains speed.
template <class L>
struct stop_speed {
    typename L::real first, step, most;
    // A first factor or a step above the limit is the limit.
    BB_HD void set(typename L::real begins, typename L::real grows, typename L::real limit) {
        most = limit;
        first = select(limit < begins, limit, begins);
        step = select(limit < grows, limit, grows);
    }
};

template <class L>
struct parabolic_stop {
    using real = typename L::real;
    using mask = typename L::mask;
    real rising;  // 1 while long, 0 while short
    real stop, extreme, factor;
    stop_speed<L> up, down;
    real start_value;  // 0: as above; above 0: long from this stop; below 0: short from its size
    real turn_offset;  // on a turn the stop moves away from the prices by this fraction

    BB_HD void start(real first_stop, real offset) {
        rising = stop = extreme = factor = real(0.0);
        start_value = first_stop;
        turn_offset = offset;
    }
    BB_HD mask is_long() const { return real(0.5) < rising; }

    // The stop at t, for t > begin.
    BB_HD real step(double const* high, double const* low, int64_t begin, int64_t t) {
        bool const first = t == begin + 1;
        if (first) enter(high, low, t);
        int64_t const last = first ? t : t - 1;  // the second bar stands for the one before as well
        real const top(high[t]), bottom(low[t]);
        real const top_before(high[last]), bottom_before(low[last]);
        mask const was_long = is_long();
        mask const turns = (was_long & (bottom <= stop)) | and_not(stop <= top, was_long);
        mask const now_long = was_long ^ turns;

        real const above = raised(raised(extreme, top_before), top);
        real const below = lowered(lowered(extreme, bottom_before), bottom);
        real const turned = select(now_long, below - below * turn_offset, above + above * turn_offset);
        real const shown = select(turns, turned, stop);

        real const edge = select(now_long, top, bottom);
        mask const farther = select_mask(now_long, extreme < top, bottom < extreme) | turns;
        real const step = select(now_long, up.step, down.step), most = select(now_long, up.most, down.most);
        real const faster = lowered(factor + step, most);
        real const begins = select(now_long, up.first, down.first);
        factor = select(turns, begins, select(farther, faster, factor));
        extreme = select(farther, edge, extreme);
        real const next = shown + factor * (extreme - shown);
        stop = select(now_long, lowered(lowered(next, bottom_before), bottom),
                      raised(raised(next, top_before), top));
        rising = select(now_long, real(1.0), real(0.0));
        return shown;
    }

  private:
    BB_HD void enter(double const* high, double const* low, int64_t t) {
        real const zero(0.0);
        mask const falls = L::mask_of(move_of(high, low, t).minus > 0.0);
        mask const given = (start_value < zero) | (zero < start_value);
        mask const is_short = select_mask(given, start_value < zero, falls);
        real const size = select(start_value < zero, -start_value, start_value);
        rising = select(is_short, zero, real(1.0));
        extreme = select(is_short, real(low[t]), real(high[t]));
        stop = select(given, size, select(is_short, real(high[t - 1]), real(low[t - 1])));
        factor = select(is_short, down.first, up.first);
    }
    static BB_HD mask select_mask(mask m, mask a, mask b) { return (m & a) | and_not(b, m); }
    static BB_HD real raised(real x, real bound) { return select(x < bound, bound, x); }
    static BB_HD real lowered(real x, real bound) { return select(bound < x, bound, x); }
};

BB_ISA_END
