#pragma once
// The kernels of the device, written against a Grid: on a GPU it is the real grid, on a host the emulator of
// kernels/cuda/emulator. Grid offers block(), thread(), threads() (per block), sync() and shared<T>().
// Kernels are plain data (their arguments) with one call operator; every thread computes with scalar lanes
// from the same bodies as the CPU.

#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/events.hpp"
#include "kernels/backtest/planes.hpp"
#include "kernels/core/entry_traits.hpp"
#include "kernels/core/float_lanes_scalar.hpp"
#include "kernels/paths/run_paths.hpp"

BB_ISA_BEGIN

template <class Grid>
BB_HD int64_t global_thread(Grid const& grid) {
    return static_cast<int64_t>(grid.block()) * grid.threads() + grid.thread();
}

// One thread per parameter set. A block's threads collect 32 bars of each of their columns in shared memory,
// then write them bar-contiguous, so that stores to global memory are whole lines although every thread owns
// one column.
inline constexpr int column_threads = 32;
inline constexpr int column_tile = 32;

template <class E>
struct columns_kernel {
    series_view in;
    double const* params;  // [lanes][parameters]
    int32_t lanes;
    double* const* out;  // [lanes][outputs], null = not wanted

    static constexpr int shared_bytes = output_count_of<E>() * column_threads * (column_tile + 1) * 8;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        constexpr int P = param_count_of<E>(), O = output_count_of<E>();
        double* const tile = grid.template shared<double>();  // [O][thread][column_tile + 1]
        int64_t const lane = global_thread(grid);
        bool const mine = lane < lanes;
        double p[P > 0 ? P : 1];
        for (int k = 0; k < P; ++k) p[k] = params[(mine ? lane : lanes - 1) * P + k];
        int64_t const first = in.begin + E::warmup(p);
        typename E::template state<scalar_lanes> state;
        E::template start<scalar_lanes>(state, p);
        for (int64_t t0 = 0; t0 < in.size; t0 += column_tile) {
            int const bars = in.size - t0 < column_tile ? static_cast<int>(in.size - t0) : column_tile;
            for (int b = 0; b < bars; ++b) {
                double value[O];
                for (int k = 0; k < O; ++k) value[k] = quiet_nan();
                if (t0 + b >= in.begin) E::template step<scalar_lanes>(state, p, in, t0 + b, value);
                for (int k = 0; k < O; ++k)
                    tile[(k * column_threads + grid.thread()) * (column_tile + 1) + b] =
                        t0 + b < first ? quiet_nan() : canonical(value[k]);
            }
            grid.sync();
            int64_t const block_lane = static_cast<int64_t>(grid.block()) * grid.threads();
            for (int k = 0; k < O; ++k)
                for (int row = 0; row < grid.threads() && block_lane + row < lanes; ++row) {
                    double* const to = out[(block_lane + row) * O + k];
                    int const b = grid.thread();
                    if (to && b < bars) to[t0 + b] = tile[(k * column_threads + row) * (column_tile + 1) + b];
                }
            grid.sync();
        }
    }
};

// One thread per (plane, word).
struct planes_kernel {
    double const* const* columns;
    int64_t bars, words;
    plane_spec const* specs;  // all planes of the task
    uint32_t const* wanted;   // [count] plane numbers
    int64_t count;
    uint64_t* out;  // [count][words]

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        if (i >= count * words) return;
        int64_t const word = i % words;
        plane_spec const spec = specs[wanted[i / words]];
        int64_t const from = 64 * word;
        int const bits = bars - from < 64 ? static_cast<int>(bars - from) : 64;
        uint64_t plane = 0;
        for (int b = 0; b < bits; ++b) {
            double const x = spec.a.column >= 0 ? columns[spec.a.column][from + b] : spec.a.constant;
            double const y = spec.b.column >= 0 ? columns[spec.b.column][from + b] : spec.b.constant;
            bool const hit = spec.op == compare::greater ? x > y : x == y;
            plane |= static_cast<uint64_t>(hit) << b;
        }
        out[i] = plane;
    }
};

// What both evaluators' kernels share: one thread per (cost, cell) of one window.
struct cells_arguments {
    bar_view bars;
    gate_program program;
    cost_row const* costs;
    int32_t cost_count;
    window win;
    metric_context context;
    event_tables const* tables;  // [cost_count], events only
    double const* market;        // series_returns, bar loop only
    uint64_t const* planes;      // [plane count][words]
    int64_t words;
    uint32_t const* local_leaves;  // [cell_count][leaf_count]
    int64_t cell_count;
    window_sums* out;  // [cost_count][cell_count]
};

// Runs the gates of one cell over the window's words and hands the four rules to `feed(word, r)`.
template <class Feed>
BB_HD void for_each_word(cells_arguments const& a, int64_t cell, Feed const& feed) {
    uint64_t carries[max_carries][1];
    for (int k = 0; k < max_carries; ++k) carries[k][0] = 0;
    uint64_t const* leaves[max_leaves];
    int64_t first = (a.win.begin > 0 ? a.win.begin - 1 : 0) / 64;
    first = first > 0 ? first - 1 : 0;
    int64_t const end = (a.win.end + 63) / 64;
    for (int64_t word = first; word < end; ++word) {
        for (int32_t k = 0; k < a.program.leaf_count; ++k)
            leaves[k] = a.planes + a.local_leaves[cell * a.program.leaf_count + k] * a.words + word;
        uint64_t memory[max_gate_registers][1];
        uint64_t const* r[max_gate_registers];
        run_gates<1>(a.program, leaves, carries, memory, r);
        feed(word, r);
    }
}

template <bool Full>
struct events_kernel {
    cells_arguments a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        if (i >= a.cell_count * a.cost_count) return;
        int64_t const cell = i % a.cell_count;
        int32_t const c = static_cast<int32_t>(i / a.cell_count);
        event_state state;
        event_state_full more;
        position_rows<1> position{};
        start_events(state);
        start_events(more, a.win.begin, a.context.start_cash);
        for_each_word(a, cell, [&](int64_t word, uint64_t const* const* r) {
            uint64_t changes;
            position_changes<1>(position, a.tables[c].fillable, a.win, word, r[long_entry], r[long_exit],
                                &changes);
            for (; changes; changes &= changes - 1)
                change_position<Full>(state, &more, a.tables[c], a.costs[c],
                                      64 * word + trailing_zeros(changes));
        });
        a.out[i] =
            finish_events<Full>(state, &more, position.waits[0], a.tables[c], a.costs[c], a.bars, a.win);
    }
};

template <bool Full>
struct loop_kernel {
    cells_arguments a;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        if (i >= a.cell_count * a.cost_count) return;
        int64_t const cell = i % a.cell_count;
        int32_t const c = static_cast<int32_t>(i / a.cell_count);
        bar_loop<scalar_lanes, Full> const run{a.costs[c],      a.context,       a.bars.field[0],
                                               a.bars.field[1], a.bars.field[2], a.bars.field[3],
                                               a.bars.field[4], a.market,        a.win};
        loop_state<scalar_lanes, Full> state;
        run.start(state);
        for_each_word(a, cell, [&](int64_t word, uint64_t const* const* r) {
            run.feed(state, word, r[long_entry][0], r[long_exit][0], r[short_entry][0], r[short_exit][0]);
        });
        run.finish(state, a.out + i);
    }
};

// One thread per path.
struct paths_kernel {
    path_task task;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        if (i < task.count) run_paths<scalar_float_lanes>(task, i, i + 1);
    }
};

BB_ISA_END
