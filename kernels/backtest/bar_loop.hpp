#pragma once
// The bar loop: the only place where the order of events inside a bar lives (A2). One lane per cell, float64,
// bar by bar between fills; what happens rarely (fills, stops, ruin) is behind one test per bar. Long and
// short as fixed units (A1), all in, proportional costs, market orders at the next open, stop loss. The
// oracle is tests/oracles/ledger.hpp.

#include "kernels/backtest/bar_ranges.hpp"
#include "kernels/backtest/gates.hpp"
#include "kernels/backtest/loop_state.hpp"
#include "kernels/backtest/positions.hpp"
#include "kernels/core/bits.hpp"

BB_ISA_BEGIN

template <class L, bool Full>
struct bar_loop {
    using real = typename L::real;
    using mask = typename L::mask;
    using word = typename L::word;
    using state = loop_state<L, Full>;

    cost_row cost;
    metric_context context;
    double const *open, *high, *low, *close, *volume;
    double const* market;  // close to close, series_returns
    window win;
    bar_ranges const* ranges = nullptr;  // of the bars that are fed; null: every bar is looked at

    BB_HD void start(state& s) const { start_loop<L, Full>(s, context.start_cash); }
    BB_HD positions<L, Full> trader() const { return {cost}; }

    BB_HD void stop_out(state& s, mask longs, mask shorts, real open) const {
        if (!any(longs | shorts)) return;
        trader().close(
            s, longs, shorts,
            select(longs, stop_reference_long(s.stop_long, open), stop_reference_short(s.stop_short, open)));
        s.want_long = and_not(s.want_long, longs);
        s.want_short = and_not(s.want_short, shorts);
        s.blocked_long = s.blocked_long | longs;
        s.blocked_short = s.blocked_short | shorts;
    }

    // Steps (1) to (4) of A2 for the lanes that need them.
    BB_HD void fills(state& s, int64_t t) const {
        real const o(open[t]), h(high[t]), l(low[t]);
        stop_out(s, o <= s.stop_long, o >= s.stop_short, o);
        mask const leave_long = and_not(s.in_long, s.want_long);
        mask const leave_short = and_not(s.in_short, s.want_short);
        if (any(leave_long | leave_short)) trader().close(s, leave_long, leave_short, o);
        mask const go_long = and_not(s.want_long, s.in_long), go_short = and_not(s.want_short, s.in_short);
        if (any(go_long | go_short)) trader().open(s, go_long, go_short, o);
        mask const longs = l <= s.stop_long, shorts = h >= s.stop_short;
        stop_out(s, longs, shorts, o);
        if (Full) s.held = select(longs | shorts, s.held + real(1.0), s.held);  // held until inside this bar
    }

    // Steps (1) to (8) of one bar.
    BB_HD void bar(state& s, int64_t t, word go_long, word leave_long, word go_short, word leave_short,
                   word any_rule, int bit) const {
        real const one(1.0);
        mask const order = (s.want_long ^ s.in_long) | (s.want_short ^ s.in_short);
        mask const stopped = (real(low[t]) <= s.stop_long) | (real(high[t]) >= s.stop_short);
        mask const busy = order | stopped;
        mask through = s.in_long;  // a long held from close to close
        if (any(busy)) {
            if (volume[t] == 0) {
                s.waits = select(busy, s.waits + one, s.waits);
            } else {
                fills(s, t);
                through = and_not(through, busy);
            }
        }
        real const c(close[t]);
        if (Full) s.held = select(s.in_long | s.in_short, s.held + one, s.held);
        if (t == win.end - 1) {  // exit = window_end (A9)
            through = L::mask_of(false);
            if (any(s.in_long | s.in_short)) trader().close(s, s.in_long, s.in_short, c);
        }
        mark(s, s.cash + s.units * c, through, real(market[t]));
        mask const act = L::bit(any_rule, bit);
        // A decision on the window's last bar dies with it (A9).
        if (t < win.end - 1 && any(act | s.blocked_long | s.blocked_short))
            decide(s, go_long, leave_long, go_short, leave_short, bit);
    }

    // No order is pending, no side barred, no account closed: until a rule speaks or a level is reached, bars
    // are marks only.
    BB_HD bool calm(state const& s) const {
        mask const order = (s.want_long ^ s.in_long) | (s.want_short ^ s.in_short);
        return !any(order | s.blocked_long | s.blocked_short | s.dead);
    }

    // Marks calm bars from t on; returns the first that needs more, or `end`. A long held from close to close
    // has the market's return, whatever its size: only shorts need a division of their own.
    template <bool Shorts, class Watch>
    BB_HD int64_t run_calm(state& s, int64_t t, int64_t end, Watch const& watch) const {
        real const one(1.0), zero(0.0);
        mask const held = s.in_long | s.in_short, none = L::mask_of(false);
        for (; t < end; ++t) {
            mask reached = real(low[t]) <= s.stop_long;
            if (Shorts) reached = reached | (real(high[t]) >= s.stop_short);
            real const equity = s.cash + s.units * real(close[t]);
            if (any(reached | (equity < s.alarm * s.peak))) {
                if (any(reached | (equity <= zero))) return t;
                note_drawdown(s, equity);
            }
            real const r = select(s.in_long, real(market[t]), Shorts ? equity / s.equity - one : zero);
            if (Full) s.held = select(held, s.held + one, s.held);
            add_sums(s, r, equity, none, false);
            s.peak = max_of(equity, s.peak);
            s.equity = equity;
            watch(s);
        }
        return t;
    }

    // Marks bars [t, end) where none of them can reach a stop or deepen the drawdown: then nothing is left of
    // them but their returns, and of longs not even an equity.
    template <bool Shorts>
    BB_HD void run_quiet(state& s, int64_t t, int64_t end, real most) const {
        real const one(1.0), zero(0.0);
        mask const held = s.in_long | s.in_short, none = L::mask_of(false);
        real equity = s.equity;
        for (int64_t at = t; at < end; ++at) {
            real own = zero;
            if (Shorts || Full) {
                real const before = equity;
                equity = s.cash + s.units * real(close[at]);
                if (Shorts) own = equity / before - one;
            }
            if (Full) s.held = select(held, s.held + one, s.held);
            add_sums(s, select(s.in_long, real(market[at]), own), equity, none, false);
        }
        s.equity = s.cash + s.units * real(close[end - 1]);
        s.peak = most;
    }

    // Whether run_quiet may take bars [t, end); `most` is the peak after them. A lane's equity is monotone in
    // the close, rounding included, so the extreme closes bound it.
    BB_HD bool quiet(state const& s, int64_t t, int64_t end, real& most) const {
        bar_extremes const bars = ranges->over(t, end);
        real const a = s.cash + s.units * real(bars.most_close),
                   b = s.cash + s.units * real(bars.least_close);
        most = max_of(max_of(a, b), s.peak);
        mask const reached = (real(bars.low) <= s.stop_long) | (real(bars.high) >= s.stop_short);
        return !any(reached | (min_of(a, b) < s.alarm * most));
    }

    BB_HD void note_drawdown(state& s, real equity) const {
        real const one(1.0);
        s.drawdown = min_of(equity / max_of(equity, s.peak) - one, s.drawdown);
        s.alarm = (one + s.drawdown) * real(near_one);
    }

    // Step (7): the mark at the close. `equity` of a dead lane is 0 from then on.
    BB_HD void mark(state& s, real equity, mask through, real market_return) const {
        real const one(1.0), zero(0.0);
        // One test for what is rare: a deeper drawdown, or no equity left. It may fire too often, never too
        // seldom.
        bool const deep = any(equity < s.alarm * s.peak);
        if (deep) {
            mask const broke = and_not(equity <= zero, s.dead);
            if (any(broke)) {
                trader().settle(s, broke & (s.in_long | s.in_short), L::mask_of(false), -s.entry_equity);
                trader().ruin(s, broke, equity);
                equity = select(broke, zero, equity);
                through = and_not(through, broke);
            }
            note_drawdown(s, equity);
        }
        real const own = any(!through) ? equity / s.equity - one : zero;  // a division is dear
        real r = select(through, market_return, own);
        bool const some_dead = any(s.dead);
        mask absent = L::mask_of(false);
        if (some_dead) {
            absent = s.equity <= zero;  // died on an earlier bar: 0/0
            r = select(absent, zero, r);
            s.absent = select(absent, s.absent + one, s.absent);
        }
        add_sums(s, r, equity, absent, some_dead);
        s.peak = max_of(equity, s.peak);
        s.equity = equity;
    }

    BB_HD void add_sums(state& s, real r, real equity, mask absent, bool some_absent) const {
        real const r2 = r * r;
        s.sum[loop_r].add(r);
        s.sum[loop_r2].add(r2);
        if constexpr (Full) {
            real const zero(0.0);
            s.sum[loop_r3].add(r2 * r);
            s.sum[loop_r4].add(r2 * r2);
            real const below = min_of(r - real(context.mar_bar), zero);
            real const excess = r - real(context.risk_free_bar + context.required_bar);
            real down = below * below, gain = max_of(excess, zero), loss = max_of(-excess, zero);
            if (some_absent) {
                down = select(absent, zero, down);
                gain = select(absent, zero, gain);
                loss = select(absent, zero, loss);
            }
            s.sum[loop_down2].add(down);
            s.sum[loop_gain].add(gain);
            s.sum[loop_loss].add(loss);
            s.sum[loop_equity].add(equity);
        }
    }

    // Step (8): signals of this bar become the newest decision (A6). The words already say "exit beats
    // entry".
    BB_HD void decide(state& s, word go_long, word leave_long, word go_short, word leave_short,
                      int bit) const {
        real const one(1.0);
        mask const raw_long = L::bit(go_long, bit), raw_short = L::bit(go_short, bit);
        mask const off_long = L::bit(leave_long, bit), off_short = L::bit(leave_short, bit);
        s.blocked_long = s.blocked_long & raw_long;
        s.blocked_short = s.blocked_short & raw_short;
        mask enter_long = and_not(and_not(raw_long, off_long), s.blocked_long);
        mask enter_short = and_not(and_not(raw_short, off_short), s.blocked_short);
        mask const both = and_not(enter_long & enter_short, s.dead);
        s.conflicts = select(both, s.conflicts + one, s.conflicts);
        enter_long = and_not(and_not(enter_long, both), s.dead);
        enter_short = and_not(and_not(enter_short, both), s.dead);
        s.want_long = and_not((and_not(s.want_long, off_long) | enter_long), enter_short);
        s.want_short = and_not((and_not(s.want_short, off_short) | enter_short), enter_long);
    }

    struct no_watch {
        BB_HD void operator()(state const&) const {}
    };

    // The bars [from, to) of one word, which holds 64 bars of signals of each lane; bars outside
    // [win.begin - 1, win.end) are not looked at. watch(state) is called after every measured bar.
    template <class Watch = no_watch>
    BB_HD void take(state& s, int64_t word_number, int64_t from, int64_t to, word go_long, word leave_long,
                    word go_short, word leave_short, Watch const& watch = {}) const {
        int64_t const first = 64 * word_number;
        word const any_rule = go_long | leave_long | go_short | leave_short;
        int64_t t = from > win.begin - 1 ? from : win.begin - 1;
        int64_t const end = to < win.end ? to : win.end;
        if (t < 0) t = 0;
        if (t == win.begin - 1 && t < end) {  // decides only: the window starts flat (A9)
            decide(s, go_long, leave_long, go_short, leave_short, static_cast<int>(t - first));
            ++t;
        }
        if (t >= end) return;
        uint64_t const acts = L::any_bits(any_rule);
        while (t < end) {
            int64_t until = end < win.end - 1 ? end : win.end - 1;
            // A device thread takes every bar alike: its neighbours would wait for it either way.
            if (L::width > 1 && t < until && calm(s)) {
                uint64_t const ahead = acts >> (t - first);
                int64_t const spoken = ahead ? t + trailing_zeros(ahead) : until;  // a rule, at that close
                if (spoken < until) until = spoken + 1;
                real most;
                if (ranges && quiet(s, t, until, most)) {
                    any(s.in_short) ? run_quiet<true>(s, t, until, most)
                                    : run_quiet<false>(s, t, until, most);
                    t = until;
                } else {
                    t = any(s.in_short) ? run_calm<true>(s, t, until, watch)
                                        : run_calm<false>(s, t, until, watch);
                }
                if (t == until) {
                    if (spoken == until - 1)
                        decide(s, go_long, leave_long, go_short, leave_short,
                               static_cast<int>(spoken - first));
                    continue;
                }
            }
            bar(s, t, go_long, leave_long, go_short, leave_short, any_rule, static_cast<int>(t - first));
            watch(s);
            ++t;
        }
        if (end == first + 64 || end == win.end)  // also where a word is taken in pieces (tree_sum)
            for (int k = 0; k < state::sums; ++k) s.sum[k].end_block(word_number);
    }

    // A whole word.
    template <class Watch = no_watch>
    BB_HD void feed(state& s, int64_t word_number, word go_long, word leave_long, word go_short,
                    word leave_short, Watch const& watch = {}) const {
        take(s, word_number, 64 * word_number, 64 * word_number + 64, go_long, leave_long, go_short,
             leave_short, watch);
    }

    // The window's sums, lane by lane: out[L::width]. Call after the word that holds the window's last bar.
    BB_HD void finish(state const& s, window_sums* out) const {
        put_sums<L, Full>(s, win, context.start_cash, out);
    }
};

BB_ISA_END
