#pragma once
// What opening, closing and losing positions does to the accounts of the lanes that a mask names. Called only
// when some lane needs it; when that is, bar_loop.hpp says.

#include "kernels/backtest/loop_state.hpp"

BB_ISA_BEGIN

template <class L, bool Full>
struct positions {
    using real = typename L::real;
    using mask = typename L::mask;
    using state = loop_state<L, Full>;

    cost_row cost;

    BB_HD void book(state& s, mask m, real units, real price) const {  // units >= 0
        if (!Full) return;
        real const notional = units * price;
        s.notional = select(m, s.notional + notional, s.notional);
        s.fees = select(m, s.fees + notional * real(cost.fee), s.fees);
    }

    BB_HD void settle(state& s, mask m, mask won, real profit) const {
        real const zero(0.0), one(1.0);
        s.trades = select(m, s.trades + one, s.trades);
        s.wins = select(m & won, s.wins + one, s.wins);
        if (Full) {
            s.won = select(m & (profit > zero), s.won + profit, s.won);
            s.lost = select(m & (profit < zero), s.lost + profit, s.lost);
            s.profit2 = select(m, s.profit2 + profit * profit, s.profit2);
        }
        s.units = select(m, zero, s.units);
    }

    // Closes longs (all in, no cash) and shorts at a reference price.
    BB_HD void close(state& s, mask longs, mask shorts, real reference) const {
        mask const m = longs | shorts;
        real const price = select(longs, sell_price(reference, cost), buy_price(reference, cost));
        real const value = select(longs, proceeds_per_unit(price, cost), cost_per_unit(price, cost));
        book(s, m, select(longs, s.units, -s.units), price);
        s.cash = select(m, s.cash + s.units * value, s.cash);
        real profit = s.units * (value - s.entry_cash);
        mask const broke = shorts & (s.cash <= real(0.0));
        bool const some_broke = any(broke);
        // A ruined account loses what it had, not more (A14).
        if (some_broke) profit = select(broke, -s.entry_equity, profit);
        settle(s, m, (longs & (value > s.entry_cash)) | (shorts & (s.entry_cash > value)), profit);
        s.in_long = and_not(s.in_long, longs);
        s.in_short = and_not(s.in_short, shorts);
        s.stop_long = select(longs, real(stop_never_long()), s.stop_long);
        s.stop_short = select(shorts, real(stop_never_short()), s.stop_short);
        if (some_broke) ruin(s, broke, s.cash);
    }

    // Opens with all equity; a short is worth what a long would be (A5).
    BB_HD void open(state& s, mask longs, mask shorts, real reference) const {
        mask const m = longs | shorts;
        real const price = select(longs, buy_price(reference, cost), sell_price(reference, cost));
        real const paid = cost_per_unit(price, cost), got = proceeds_per_unit(price, cost);
        real const size = s.cash / paid;
        book(s, m, size, price);
        s.entry_equity = select(m, s.cash, s.entry_equity);
        s.units = select(longs, size, select(shorts, -size, s.units));
        s.cash = select(longs, real(0.0), select(shorts, s.cash + size * got, s.cash));
        s.entry_cash = select(longs, paid, select(shorts, got, s.entry_cash));
        s.stop_long = select(longs, stop_level_long(price, cost), s.stop_long);
        s.stop_short = select(shorts, stop_level_short(price, cost), s.stop_short);
        s.in_long = s.in_long | longs;
        s.in_short = s.in_short | shorts;
    }

    // The account is closed: equity 0, the rest of the window absent from the statistics (A14).
    BB_HD void ruin(state& s, mask m, real equity) const {
        real const zero(0.0);
        s.deficit = select(m, -equity, s.deficit);
        s.dead = s.dead | m;
        s.units = select(m, zero, s.units);
        s.cash = select(m, zero, s.cash);
        s.in_long = and_not(s.in_long, m);
        s.in_short = and_not(s.in_short, m);
        s.want_long = and_not(s.want_long, m);
        s.want_short = and_not(s.want_short, m);
        s.stop_long = select(m, real(stop_never_long()), s.stop_long);
        s.stop_short = select(m, real(stop_never_short()), s.stop_short);
    }
};

BB_ISA_END
