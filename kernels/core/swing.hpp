#pragma once
// The swings of a market: legs from a low to a high and back that are at least a share of the price high. A
// leg is known to have ended only where price has come back by that share from its extreme, so every turn is
// known some bars after its place.
// Source: Arthur A. Merrill, Filtered Waves (1977); which bar of equals, and what goes first inside a bar, as
// QuantConnect's Lean (ZigZag) has it: the last of equal extremes, and the turn before a new extreme.

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

// The leg that goes on. Before the first turn both extremes are candidates.
template <class L>
struct swing {
    using real = typename L::real;
    using mask = typename L::mask;
    real high, high_bar, low, low_bar;  // the extremes since the last turn
    real rising, falling;               // 1 where the leg may go that way: both before the first turn

    // The extreme at which a leg ended.
    struct turn {
        mask at_low, at_high;  // one of them, or none
        real price, bar;
    };

    BB_HD void start() {
        high = low = real(quiet_nan());
        high_bar = low_bar = real(0.0);
        rising = falling = real(1.0);
    }

    // One bar more, counted from 0, where `live`. A NaN is passed over. A turn needs a move back by `share`
    // of the extreme's price, at least `bars` bars after it.
    BB_HD turn step(mask live, real top, real bottom, real bar, real share, real bars) {
        mask const rises = real(0.0) < rising, falls = real(0.0) < falling;
        turn t;
        t.at_low = live & falls & (low * (real(1.0) + share) <= top) & (bars <= bar - low_bar);
        t.at_high = live & rises & (bottom <= high * (real(1.0) - share)) & (bars <= bar - high_bar);
        t.at_high = and_not(t.at_high, t.at_low);
        t.price = select(t.at_low, low, high);
        t.bar = select(t.at_low, low_bar, high_bar);
        // The leg that begins is measured from this bar on, the one that goes on from its extreme.
        mask const up = t.at_low | and_not(live & rises & !(top < high) & (top == top), t.at_high);
        mask const down = t.at_high | and_not(live & falls & !(low < bottom) & (bottom == bottom), t.at_low);
        high = select(up, top, high);
        high_bar = select(up, bar, high_bar);
        low = select(down, bottom, low);
        low_bar = select(down, bar, low_bar);
        rising = select(t.at_low, real(1.0), select(t.at_high, real(0.0), rising));
        falling = select(t.at_high, real(1.0), select(t.at_low, real(0.0), falling));
        return t;
    }
};

BB_ISA_END
