#pragma once
// Both evaluators: one thread per (window, cost, cell) walks over the words of the rules. Warps need not fill
// all their lanes (grid_sweep.hpp says when).

#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/events.hpp"
#include "kernels/backtest/series_returns.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

struct cells_arguments {
    bar_view bars;
    cost_row const* costs;  // [cost_count]
    int32_t cost_count;
    window const* windows;  // [window_count]
    metric_context const* contexts;
    int32_t window_count;
    event_tables const* tables;  // [window_count][cost_count], events only
    double const* market;        // series_returns, bar loop only
    uint64_t const* rules;       // [word - first_word][rules][cell_count]
    int64_t first_word;
    int64_t cell_count;
    int32_t lanes;     // threads of a warp that have a cell
    window_sums* out;  // [window_count][cost_count][cell_count]
};

inline constexpr int event_rules = 2, loop_rules = 4;

// What a thread works on; item < 0: nothing.
struct cell_item {
    int64_t item, row, cell;  // row = window * costs + cost
    int32_t cost, window;
};

template <class Grid>
BB_HD cell_item item_of(Grid const& grid, cells_arguments const& a) {
    int const lane = grid.thread() % warp_threads;
    int64_t const item = global_thread(grid) / warp_threads * a.lanes + lane;
    int64_t const row = item / a.cell_count;
    if (lane >= a.lanes || row >= static_cast<int64_t>(a.window_count) * a.cost_count)
        return {-1, 0, 0, 0, 0};
    return {item, row, item % a.cell_count, static_cast<int32_t>(row % a.cost_count),
            static_cast<int32_t>(row / a.cost_count)};
}

// Hands the words of N rules to `feed(word, rules)`, from the one with the first decision to the last. The
// next word is asked for before the present one is worked on.
template <int N, class Feed>
BB_HD void for_each_word(cells_arguments const& a, int64_t cell, window win, Feed const& feed) {
    int64_t const end = (win.end + 63) / 64;
    int64_t word = (win.begin > 0 ? win.begin - 1 : 0) / 64;
    uint64_t const* at = a.rules + (word - a.first_word) * N * a.cell_count + cell;
    uint64_t now[N], next[N];
    for (int k = 0; k < N; ++k) next[k] = word < end ? at[k * a.cell_count] : 0;
    for (; word < end; ++word) {
        at += N * a.cell_count;
        for (int k = 0; k < N; ++k) {
            now[k] = next[k];
            if (word + 1 < end) next[k] = at[k * a.cell_count];
        }
        feed(word, now);
    }
}

template <bool Full>
struct events_kernel {
    cells_arguments a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        cell_item const i = item_of(grid, a);
        if (i.item < 0) return;
        window const win = a.windows[i.window];
        event_tables const tables = a.tables[i.row];  // its pointers in registers
        event_state state;
        event_state_full more;
        position_rows<1> position{};
        start_events(state);
        start_events(more, win.begin, a.contexts[i.window].start_cash);
        cost_row const cost = a.costs[i.cost];
        for_each_word<event_rules>(a, i.cell, win, [&](int64_t word, uint64_t const* rules) {
            uint64_t changes;
            position_changes<1>(position, tables.fillable, win, word, rules + long_entry, rules + long_exit,
                                &changes);
            for (; changes; changes &= changes - 1)
                change_position<Full>(state, &more, tables, cost, 64 * word + trailing_zeros(changes));
        });
        a.out[i.item] =
            finish_events<Full>(state, &more, position.waits[0], a.tables[i.row], cost, a.bars, win);
    }
};

template <bool Full>
struct loop_kernel {
    cells_arguments a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        cell_item const i = item_of(grid, a);
        if (i.item < 0) return;
        window const win = a.windows[i.window];
        bar_loop<scalar_lanes, Full> const run{a.costs[i.cost],
                                               a.contexts[i.window],
                                               a.bars.field[0],
                                               a.bars.field[1],
                                               a.bars.field[2],
                                               a.bars.field[3],
                                               a.bars.field[4],
                                               a.market,
                                               win};
        loop_state<scalar_lanes, Full> state;
        run.start(state);
        for_each_word<loop_rules>(a, i.cell, win, [&](int64_t word, uint64_t const* r) {
            run.feed(state, word, r[long_entry], r[long_exit], r[short_entry], r[short_exit]);
        });
        run.finish(state, a.out + i.item);
    }
};

// The market's return of every bar (series_returns), one thread a bar.
struct market_kernel {
    double const* close;
    int64_t bars;
    double* out;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const t = global_thread(grid);
        if (t < bars) out[t] = market_return(close, t);
    }
};

BB_ISA_END
