#pragma once
// The event evaluator: long only, all in, proportional costs, fills at the open, no exits inside the bar.
// A cell's position is one bit a bar; only its changes cost anything. Per change: a few integer additions
// from one table row, and one range look-up per trade for the bar-level drawdown. All state is plain data.
// Semantics: A1, A4, A6, A9; the oracle is tests/oracles/ledger.hpp.

#include "kernels/backtest/event_tables.hpp"
#include "kernels/backtest/gates.hpp"
#include "kernels/backtest/sweep_form.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/rules/proportional_costs.hpp"

BB_ISA_BEGIN

struct event_state {
    int64_t log_equity;  // of the account while flat, relative to the start cash
    int64_t peak, fall;  // running maximum of log equity at closes, largest fall from it
    int64_t sums[lean_sums];
    double entry_cash;  // cash per unit paid by the open position
    int64_t entry_bar;
    int64_t held_bars, active_bars;
    int32_t trades, wins;
    int32_t open;  // a position is open (0/1)
};
// What turns signals into a position, N cells side by side; the same for every cost.
template <int N>
struct position_rows {
    uint64_t desired[N];  // state of the signal latch after the last bar of the last word (0/1)
    uint64_t held[N];     // position at that bar (0/1)
    int64_t waits[N];     // bars on which an order waited for volume (A4)
};
// Kept beside, only at sums_full.
struct event_state_full {
    wide_int sums[event_sum_count - lean_sums];
    double cash, units, won, lost, profit2, fees, notional, equity;
    int64_t flat_since;  // first bar whose closing equity is `cash` and has not been summed yet
};

BB_HD void start_events(event_state& s) { s = event_state{}; }
BB_HD void start_events(event_state_full& f, int64_t begin, double cash) {
    f = event_state_full{};
    f.cash = cash;
    f.flat_since = begin;
}

template <bool Full>
BB_HD void enter_long(event_state& s, event_state_full* f, event_tables const& t, cost_row const& cost,
                      int64_t bar) {
    event_row const& row = t.entry[bar];
    s.log_equity -= row.log_cash;  // from here on: add a log price to get log equity
    for (int k = 0; k < lean_sums; ++k) s.sums[k] += row.sums[k];
    s.entry_cash = row.cash;
    s.entry_bar = bar;
    s.open = 1;
    if (Full) {
        event_row_full const& more = t.entry_full[bar];
        for (int k = 0; k < event_sum_count - lean_sums; ++k) f->sums[k] += more.sums[k];
        f->equity += f->cash * static_cast<double>(bar - f->flat_since);
        f->units = f->cash / row.cash;
        double const notional = f->units * more.price;
        f->notional += notional;
        f->fees += notional * cost.fee;
    }
}

// Drawdown over the closes of bars [entry, last], then the money of the exit.
template <bool Full>
BB_HD void leave_long(event_state& s, event_state_full* f, event_tables const& t, cost_row const& cost,
                      int64_t last, int64_t log_cash, double cash, double price) {
    if (last >= s.entry_bar) {
        log_range const held = range_over(t.ranges, t.log_close, s.entry_bar, last);
        int64_t const low = s.log_equity + held.low, high = s.log_equity + held.high;
        int64_t const across = s.peak - low;
        s.fall = s.fall > held.fall ? s.fall : held.fall;
        s.fall = s.fall > across ? s.fall : across;
        s.peak = s.peak > high ? s.peak : high;
    }
    s.log_equity += log_cash;
    int64_t const across = s.peak - s.log_equity;
    s.fall = s.fall > across ? s.fall : across;
    s.peak = s.peak > s.log_equity ? s.peak : s.log_equity;
    s.open = 0;
    s.trades += 1;
    s.wins += cash > s.entry_cash;
    s.held_bars += last - s.entry_bar + 1;
    if (Full) {
        double const profit = f->units * (cash - s.entry_cash);
        f->won += profit > 0 ? profit : 0;
        f->lost += profit < 0 ? profit : 0;
        f->profit2 += profit * profit;
        double const notional = f->units * price;
        f->notional += notional;
        f->fees += notional * cost.fee;
        if (last >= s.entry_bar) {
            double const before = s.entry_bar > 0 ? t.close_prefix[s.entry_bar - 1] : 0.0;
            f->equity += f->units * (t.close_prefix[last] - before);
        }
        f->cash = f->units * cash;
    }
}

// The bars of one word on which each cell's position changes, as bits. The rules are rows (gates.hpp); exit
// beats entry (A6). Bars [win.begin, win.end) are measured; the decision of the bar before may fill (A9).
template <int N>
BB_HD void position_changes(position_rows<N>& s, uint64_t const* fillable, window win, int64_t word,
                            uint64_t const* entry, uint64_t const* exit, uint64_t* changes) {
    uint64_t const measured = bars_mask(word, win.begin, win.end);
    uint64_t const deciding = bars_mask(word, win.begin - 1, win.end);
    if (fillable) {
        uint64_t const fills = fillable[word];
        for (int i = 0; i < N; ++i) {
            uint64_t const before = s.desired[i], was = s.held[i];
            uint64_t const after = latch(entry[i] & ~exit[i] & deciding, exit[i], s.desired[i]);
            uint64_t const wanted = (after << 1) | before;  // what bar t's open should bring
            uint64_t const held = latch(wanted & fills & measured, ~wanted & fills, s.held[i]);
            s.waits[i] += popcount((wanted ^ held) & measured);
            s.held[i] = (held & measured) >> 63;
            changes[i] = (held ^ ((held << 1) | was)) & measured;
        }
        return;
    }
    BB_INDEPENDENT
    for (int i = 0; i < N; ++i) {
        uint64_t const before = s.desired[i], was = s.held[i];
        uint64_t const after = latch(entry[i] & ~exit[i] & deciding, exit[i], s.desired[i]);
        uint64_t const held = ((after << 1) | before) & measured;
        s.held[i] = held >> 63;
        changes[i] = (held ^ ((held << 1) | was)) & measured;
    }
}

// The position changes at the open of `bar`: what is open is closed, what is not is opened.
template <bool Full>
BB_HD void change_position(event_state& s, event_state_full* f, event_tables const& t, cost_row const& cost,
                           int64_t bar) {
    if (!s.open) {
        enter_long<Full>(s, f, t, cost, bar);
        return;
    }
    event_row const& row = t.exit[bar];
    for (int i = 0; i < lean_sums; ++i) s.sums[i] += row.sums[i];
    double price = 0;
    if (Full) {
        for (int i = 0; i < event_sum_count - lean_sums; ++i) f->sums[i] += t.exit_full[bar].sums[i];
        price = t.exit_full[bar].price;
    }
    leave_long<Full>(s, f, t, cost, bar - 1, row.log_cash, row.cash, price);
    s.active_bars += bar - s.entry_bar + 1;
    if (Full) f->flat_since = bar;
}

// Closes an open position at the last close (A9, exit = window_end) and states the window's sums.
template <bool Full>
BB_HD window_sums finish_events(event_state& s, event_state_full* f, int64_t waits, event_tables const& t,
                                cost_row const& cost, bar_view const& bars, window win) {
    double const* const close = bars.field[static_cast<int>(bar_field::close)];
    int64_t const last = win.end - 1;
    if (s.open) {
        double const price = sell_price(close[last], cost);
        double const cash = proceeds_per_unit(price, cost);
        bool const fresh = s.entry_bar == last;  // entered on this very bar: one return from entry to exit
        double const base = fresh ? s.entry_cash : close[last - 1];
        double term[event_sum_count];
        return_terms(cash / base - 1.0, t.mar_bar, t.limit_bar, term);
        for (int k = 0; k < event_sum_count; ++k) {
            bool const lean = k < lean_sums;
            if (!lean && !Full) break;
            if (lean) {
                int64_t const fixed = round_to_int64(term[k] * t.scale[k]);
                s.sums[k] +=
                    fresh ? fixed - t.entry[last].sums[k] : t.prefix[k * bars.size + last - 1] + fixed;
            } else {
                int const j = k - lean_sums;
                wide_int const fixed = round_to_wide(term[k] * t.scale[k]);
                f->sums[j] += fresh ? fixed - t.entry_full[last].sums[j]
                                    : t.prefix_full[j * bars.size + last - 1] + fixed;
            }
        }
        int64_t const log_cash = round_to_int64(exact_log(cash) / log_quantum);
        int64_t const entry = s.entry_bar;
        leave_long<Full>(s, f, t, cost, last - 1, log_cash, cash, price);
        s.held_bars += 1;
        s.active_bars += last - entry + 1;
        if (Full) f->flat_since = last;
    }
    window_sums w{};
    double const n = static_cast<double>(win.end - win.begin);
    double const flat_bars = n - static_cast<double>(s.active_bars);
    w.bars = w.returns = n;
    w.wealth = exact_exp(static_cast<double>(s.log_equity) * log_quantum);
    w.drawdown = s.fall > 0 ? exact_expm1(-static_cast<double>(s.fall) * log_quantum) : 0.0;  // never -0
    w.s1 = static_cast<double>(s.sums[0]) / t.scale[0];
    w.s2 = static_cast<double>(s.sums[1]) / t.scale[1];
    w.trades = s.trades;
    w.wins = s.wins;
    w.held = static_cast<double>(s.held_bars);
    w.waits = static_cast<double>(waits);
    double const nan = quiet_nan();
    double* const more[] = {&w.s3, &w.s4, &w.down2, &w.gain, &w.loss};
    for (int k = 0; k < event_sum_count - lean_sums; ++k) {
        int const j = k + lean_sums;
        *more[k] = Full ? to_double(f->sums[k]) / t.scale[j] + flat_bars * t.flat[j] : nan;
    }
    if (Full) f->equity += f->cash * static_cast<double>(win.end - f->flat_since);
    w.won = Full ? f->won : nan;
    w.lost = Full ? f->lost : nan;
    w.profit2 = Full ? f->profit2 : nan;
    w.fees = Full ? f->fees : nan;
    w.notional = Full ? f->notional : nan;
    w.equity = Full ? f->equity : nan;
    return w;
}

BB_ISA_END
