#pragma once
// What the bar loop remembers of a group of lanes, its beginning and its sums at the end.

#include "kernels/backtest/gates.hpp"
#include "kernels/backtest/sweep_form.hpp"
#include "kernels/backtest/tree_sum.hpp"
#include "kernels/core/lanes_scalar.hpp"
#include "kernels/rules/proportional_costs.hpp"
#include "kernels/rules/stop_loss.hpp"

BB_ISA_BEGIN

// A little over 1: what makes the drawdown test fire too often rather than too seldom.
inline constexpr double near_one = 1.0 + 0x1p-40;

enum loop_sum : int {
    loop_r,
    loop_r2,
    loop_r3,
    loop_r4,
    loop_down2,
    loop_gain,
    loop_loss,
    loop_equity,
    loop_sum_count
};
inline constexpr int lean_loop_sums = 2;

// One group of lanes. Plain data: a snapshot is a copy.
template <class L, bool Full>
struct loop_state {
    using real = typename L::real;
    using mask = typename L::mask;
    static constexpr int sums = Full ? loop_sum_count : lean_loop_sums;

    real cash, units, entry_cash;  // units < 0: short; entry_cash: per unit, paid (long) or received (short)
    real stop_long, stop_short;    // levels, out of reach when there is none
    mask in_long, in_short;        // position
    mask want_long, want_short;    // newest decision
    mask blocked_long, blocked_short;  // after a stop, until the entry rule has been false (reentry = edge)
    mask dead;                         // account closed (A14)
    real equity, peak, drawdown;
    real alarm;  // equity/peak under which the drawdown must be looked at exactly
    tree_sum<L> sum[sums];
    real entry_equity;  // account currency, at the fill that opened the position
    real trades, wins, won, lost, profit2, fees, notional, held, waits, conflicts, deficit, absent;
};

template <class L, bool Full>
BB_HD void start_loop(loop_state<L, Full>& s, double start_cash) {
    using real = typename L::real;
    using mask = typename L::mask;
    real const zero(0.0);
    mask const none = L::mask_of(false);
    s.cash = real(start_cash);
    s.units = s.entry_cash = zero;
    s.stop_long = real(stop_never_long());
    s.stop_short = real(stop_never_short());
    s.in_long = s.in_short = s.want_long = s.want_short = s.blocked_long = s.blocked_short = s.dead = none;
    s.equity = s.peak = s.cash;
    s.drawdown = zero;
    s.alarm = real(near_one);
    for (int k = 0; k < loop_state<L, Full>::sums; ++k) s.sum[k].clear();
    s.trades = s.wins = s.won = s.lost = s.profit2 = s.fees = s.notional = zero;
    s.held = s.waits = s.conflicts = s.deficit = s.absent = s.entry_equity = zero;
}

template <class L>
BB_HD void put_lanes(window_sums* out, double window_sums::*field, typename L::real x) {
    double lane[L::width];
    L::store(lane, x);
    for (int i = 0; i < L::width; ++i) out[i].*field = lane[i];
}

// The window's sums, lane by lane: out[L::width]; fields that only sums_full fills are NaN otherwise.
template <class L, bool Full>
BB_HD void put_sums(loop_state<L, Full> const& s, window win, double start_cash, window_sums* out) {
    using real = typename L::real;
    double const nan = quiet_nan();
    for (int i = 0; i < L::width; ++i) {
        out[i] = window_sums{};
        out[i].bars = static_cast<double>(win.end - win.begin);
        out[i].s3 = out[i].s4 = out[i].down2 = out[i].gain = out[i].loss = out[i].equity = nan;
        out[i].won = out[i].lost = out[i].profit2 = out[i].fees = out[i].notional = out[i].held = nan;
    }
    real const start(start_cash), one(1.0), zero(0.0);
    put_lanes<L>(out, &window_sums::returns, real(static_cast<double>(win.end - win.begin)) - s.absent);
    put_lanes<L>(out, &window_sums::wealth, s.equity / start);
    put_lanes<L>(out, &window_sums::drawdown, s.drawdown);
    put_lanes<L>(out, &window_sums::s1, s.sum[loop_r].value());
    put_lanes<L>(out, &window_sums::s2, s.sum[loop_r2].value());
    put_lanes<L>(out, &window_sums::trades, s.trades);
    put_lanes<L>(out, &window_sums::wins, s.wins);
    put_lanes<L>(out, &window_sums::waits, s.waits);
    put_lanes<L>(out, &window_sums::conflicts, s.conflicts);
    put_lanes<L>(out, &window_sums::ruined, select(s.dead, one, zero));
    put_lanes<L>(out, &window_sums::deficit, s.deficit);
    if constexpr (Full) {
        put_lanes<L>(out, &window_sums::s3, s.sum[loop_r3].value());
        put_lanes<L>(out, &window_sums::s4, s.sum[loop_r4].value());
        put_lanes<L>(out, &window_sums::down2, s.sum[loop_down2].value());
        put_lanes<L>(out, &window_sums::gain, s.sum[loop_gain].value());
        put_lanes<L>(out, &window_sums::loss, s.sum[loop_loss].value());
        put_lanes<L>(out, &window_sums::equity, s.sum[loop_equity].value());
        put_lanes<L>(out, &window_sums::won, s.won);
        put_lanes<L>(out, &window_sums::lost, s.lost);
        put_lanes<L>(out, &window_sums::profit2, s.profit2);
        put_lanes<L>(out, &window_sums::fees, s.fees);
        put_lanes<L>(out, &window_sums::notional, s.notional);
        put_lanes<L>(out, &window_sums::held, s.held);
    }
}

BB_ISA_END
