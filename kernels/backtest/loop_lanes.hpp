#pragma once
// The accounts of a session (loop_session.hpp) as plain data, and what one of them does: the same body in a
// CPU loop and in a device thread.

#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/loop_session.hpp"

BB_ISA_BEGIN

using lane_state = loop_state<scalar_lanes, true>;

BB_HD loop_account account_of(lane_state const& s) {
    return {s.equity, s.cash, s.units, s.peak, s.drawdown, s.trades, s.dead ? 1.0 : 0.0};
}

struct loop_lanes {
    bar_view bars;
    double const* market;  // series_returns
    window win;
    metric_context context;
    cost_row const* costs;  // [lanes]
    int64_t lanes;
    lane_state* states;  // [lanes]

    BB_HD bar_loop<scalar_lanes, true> loop(int64_t lane) const {
        return {costs[lane],   context,       bars.field[0], bars.field[1], bars.field[2],
                bars.field[3], bars.field[4], market,        win,           nullptr};
    }

    // Bars [from, from + count) of one lane. actions: [count][lanes].
    BB_HD void advance(int64_t lane, int64_t from, int64_t count, int8_t const* actions) const {
        bar_loop<scalar_lanes, true> const run = loop(lane);
        lane_state s = states[lane];
        for (int64_t t = from, end = from + count; t < end;) {
            int64_t const word = t / 64, until = 64 * (word + 1) < end ? 64 * (word + 1) : end;
            uint64_t enter[2] = {0, 0}, leave[2] = {0, 0};  // long, short
            for (int64_t i = t; i < until; ++i) {
                auto const wanted = actions[(i - from) * lanes + lane];
                if (wanted == action_keep) continue;
                uint64_t const bar = uint64_t{1} << (i - 64 * word);
                (wanted == action_long ? enter : leave)[0] |= bar;
                (wanted == action_short ? enter : leave)[1] |= bar;
            }
            run.take(s, word, t, until, enter[0], leave[0], enter[1], leave[1]);
            t = until;
        }
        states[lane] = s;
    }
};

BB_ISA_END
