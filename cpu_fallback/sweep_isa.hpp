#pragma once
// The sweep of some cells for one instruction set: tiles of bars outside, groups of cells inside, so that a
// tile's columns stay in the cache while every group reads them.

#include "cpu_fallback/bit_list.hpp"
#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/lanes.hpp"
#include "cpu_fallback/planes_isa.hpp"
#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/events.hpp"

BB_ISA_BEGIN

inline int64_t group_count(sweep_job const& j) { return (j.cell_count + group_cells - 1) / group_cells; }

// Where a job's state lies in its scratch.
struct job_layout {
    size_t leaves, words, carries, was_solid, states, full_states, positions, ranges, total;

    // Sizes in bytes: of a cell's states, and of a group's position.
    job_layout(sweep_job const& j, size_t state_size, size_t full_size, size_t position_size,
               size_t range_size) {
        size_t at = 0;
        auto const take = [&](size_t bytes) {
            size_t const here = at;
            at += (bytes + 63) / 64 * 64;
            return here;
        };
        size_t const groups = static_cast<size_t>(group_count(j)), cells = groups * group_cells;
        leaves = take(static_cast<size_t>(j.task->program.leaf_count) * leaf_words * 8);
        words = take(size_t{4} * leaf_words * 8);
        carries = take(cells * static_cast<size_t>(j.task->program.carry_count) * 8);
        was_solid = take(groups);
        size_t const costs = static_cast<size_t>(j.task->cost_count);
        states = take(costs * cells * state_size);
        full_states = take(costs * cells * full_size);
        positions = take(groups * position_size);
        ranges = take(range_size);
        total = at;
    }
};

template <bool Full>
struct event_sweep {
    static job_layout layout(sweep_job const& j) {
        return job_layout(j, sizeof(event_state), Full ? sizeof(event_state_full) : 0,
                          sizeof(position_rows<group_cells>), 0);
    }
    static void start(sweep_job const& j, job_layout const& at) {
        for (int64_t i = 0; i < j.cell_count * j.task->cost_count; ++i) {
            start_events(state(j, at)[i]);
            if (Full) start_events(full(j, at)[i], j.win.begin, j.context->start_cash);
        }
        for (int64_t g = 0; g < group_count(j); ++g) position(j, at)[g] = {};
    }
    static event_state* state(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<event_state*>(j.scratch + at.states);
    }
    static event_state_full* full(sweep_job const& j, job_layout const& at) {
        return Full ? reinterpret_cast<event_state_full*>(j.scratch + at.full_states) : nullptr;
    }
    static position_rows<group_cells>* position(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<position_rows<group_cells>*>(j.scratch + at.positions);
    }
    static void begin_tile(sweep_job const&, job_layout const&, int64_t) {}
    // One word of a group's rules becomes the bars on which each position changes.
    static void word(sweep_job const& j, job_layout const& at, int64_t group, int64_t word, int k,
                     uint64_t const* const* r, uint64_t* changes) {
        position_changes<group_cells>(position(j, at)[group], j.tables[0]->fillable, j.win, word,
                                      r[long_entry], r[long_exit], changes + k * group_cells);
    }
    // What each change of the tile is worth.
    static void tile(sweep_job const& j, job_layout const& at, int64_t group, int64_t word, int count,
                     int64_t cells, uint64_t const* changes) {
        uint16_t list[bit_list_room];
        bit_lister const list_bits = choose_bit_lister(j.compresses_bytes);
        for (int64_t lane = 0; lane < cells; ++lane) {
            int const found = list_bits(changes + lane, count, list);
            for (int32_t c = 0; found > 0 && c < j.task->cost_count; ++c) {
                int64_t const i = c * j.cell_count + group * group_cells + lane;
                event_state s = state(j, at)[i];
                event_tables const& tables = *j.tables[c];
                cost_row const cost = j.task->costs[c];
                for (int e = 0; e < found; ++e)
                    change_position<Full>(s, Full ? full(j, at) + i : nullptr, tables, cost,
                                          64 * word + list[e]);
                state(j, at)[i] = s;
            }
        }
    }
    static void finish(sweep_job const& j, job_layout const& at) {
        for (int32_t c = 0; c < j.task->cost_count; ++c)
            for (int64_t i = 0; i < j.cell_count; ++i) {
                int64_t const s = c * j.cell_count + i;
                int64_t const waits = position(j, at)[i / group_cells].waits[i % group_cells];
                j.out[c * j.task->cell_count + j.cells[i]] =
                    finish_events<Full>(state(j, at)[s], Full ? full(j, at) + s : nullptr, waits,
                                        *j.tables[c], j.task->costs[c], j.task->bars, j.win);
            }
    }
};

template <class L, bool Full>
struct loop_sweep {
    using loop = bar_loop<L, Full>;
    using state_type = typename loop::state;
    static_assert(group_cells % L::width == 0);

    static job_layout layout(sweep_job const& j) {  // the layout counts cells, a state holds L::width of them
        return job_layout(j, (sizeof(state_type) + L::width - 1) / L::width, 0, 0,
                          L::width > 1 ? bar_ranges::doubles(tile_bars) * sizeof(double) : 0);
    }
    static state_type* states(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<state_type*>(j.scratch + at.states);
    }
    static int64_t lane_groups(sweep_job const& j) { return group_count(j) * (group_cells / L::width); }
    static double const* field(sweep_job const& j, bar_field f) {
        return j.task->bars.field[static_cast<int>(f)];
    }
    static loop make(sweep_job const& j, int32_t cost, bar_ranges const* ranges = nullptr) {
        return loop{j.task->costs[cost],
                    *j.context,
                    field(j, bar_field::open),
                    field(j, bar_field::high),
                    field(j, bar_field::low),
                    field(j, bar_field::close),
                    field(j, bar_field::volume),
                    j.market,
                    j.win,
                    ranges};
    }
    static void start(sweep_job const& j, job_layout const& at) {
        for (int32_t c = 0; c < j.task->cost_count; ++c)
            for (int64_t g = 0; g < lane_groups(j); ++g)
                make(j, c).start(states(j, at)[c * lane_groups(j) + g]);
    }
    static bar_ranges ranges(sweep_job const& j, job_layout const& at, int64_t word) {
        return {reinterpret_cast<double*>(j.scratch + at.ranges), tile_bars + bar_ranges::beyond, 64 * word};
    }
    static void begin_tile(sweep_job const& j, job_layout const& at, int64_t word) {
        if (L::width > 1)
            ranges(j, at, word)
                .template build<L>(j.task->bars.size, field(j, bar_field::low), field(j, bar_field::high),
                                   field(j, bar_field::close));
    }
    // Keeps a word of a group's rules: [rule][word][cell].
    static void word(sweep_job const&, job_layout const&, int64_t, int64_t, int k, uint64_t const* const* r,
                     uint64_t* words) {
        for (int rule = 0; rule < 4; ++rule)
            for (int i = 0; i < group_cells; ++i) words[rule * leaf_words + k * group_cells + i] = r[rule][i];
    }
    static void tile(sweep_job const& j, job_layout const& at, int64_t group, int64_t word, int count,
                     int64_t cells, uint64_t const* words) {
        int64_t const used = (cells + L::width - 1) / L::width;
        bar_ranges const extremes = ranges(j, at, word);
        for (int32_t c = 0; c < j.task->cost_count; ++c) {
            loop const run = make(j, c, &extremes);
            for (int64_t q = 0; q < used; ++q) {
                state_type s = states(j, at)[c * lane_groups(j) + group * (group_cells / L::width) + q];
                for (int k = 0; k < count; ++k) {
                    auto const rule = [&](int n) {
                        return L::load_word(words + n * leaf_words + k * group_cells + q * L::width);
                    };
                    run.feed(s, word + k, rule(long_entry), rule(long_exit), rule(short_entry),
                             rule(short_exit));
                }
                states(j, at)[c * lane_groups(j) + group * (group_cells / L::width) + q] = s;
            }
        }
    }
    static void finish(sweep_job const& j, job_layout const& at) {
        window_sums sums[L::width];
        for (int32_t c = 0; c < j.task->cost_count; ++c)
            for (int64_t i = 0; i < j.cell_count; ++i) {
                if (i % L::width == 0)
                    make(j, c).finish(states(j, at)[c * lane_groups(j) + i / L::width], sums);
                j.out[c * j.task->cell_count + j.cells[i]] = sums[i % L::width];
            }
    }
};

// The leaves of a group over a tile, word by word of either kind; returns the words that are solid.
inline uint32_t compute_leaves(sweep_job const& j, cell_group const& group, int64_t word, int count,
                               uint64_t* rows) {
    group_leaves const leaves(j, group, rows);
    uint32_t const solid = leaves.solid_words(word, count);
    for (int first = 0, length; first < count; first += length) {
        bool const by_code = solid >> first & 1;
        for (length = 1; first + length < count; ++length)
            if ((solid >> (first + length) & 1) != by_code) break;
        if (by_code)
            leaves.by_code(word, first, length);
        else
            leaves.by_value(word, first, length);
    }
    return solid;
}

template <class Evaluator>
void sweep_tiles(sweep_job const& j) {
    job_layout const at = Evaluator::layout(j);
    gate_program const& program = j.task->program;
    auto* const rows = reinterpret_cast<uint64_t*>(j.scratch + at.leaves);
    auto* const words = reinterpret_cast<uint64_t*>(j.scratch + at.words);
    auto* const carries = reinterpret_cast<uint64_t(*)[group_cells]>(j.scratch + at.carries);
    for (int64_t i = 0; i < group_count(j) * program.carry_count; ++i)
        for (int k = 0; k < group_cells; ++k) carries[i][k] = 0;
    unsigned char* const was_solid = j.scratch + at.was_solid;  // [group] the word before this one
    for (int64_t g = 0; g < group_count(j); ++g) was_solid[g] = 0;
    alignas(64) uint64_t ones[group_cells];
    for (int k = 0; k < group_cells; ++k) ones[k] = ~0ull;
    Evaluator::start(j, at);
    // One word more than the first decision needs: it settles the carries of `before`.
    int64_t first = (j.win.begin > 0 ? j.win.begin - 1 : 0) / 64;
    first = first > 0 ? first - 1 : 0;
    int64_t const end = (j.win.end + 63) / 64;
    for (int64_t word = first; word < end; word += tile_words) {
        int const count = end - word < tile_words ? static_cast<int>(end - word) : tile_words;
        Evaluator::begin_tile(j, at, word);
        for (int64_t g = 0; g < group_count(j); ++g) {
            uint32_t const solid = compute_leaves(j, j.groups[g], word, count, rows);
            uint64_t(*const carry)[group_cells] = carries + g * program.carry_count;
            for (int k = 0; k < count; ++k) {
                alignas(64) uint64_t memory[max_gate_registers][group_cells];
                uint64_t const* r[max_gate_registers];
                uint64_t const* leaves[max_leaves];
                bool const is_solid = solid >> k & 1;
                for (int32_t n = 0; n < program.leaf_count; ++n)
                    leaves[n] =
                        j.groups[g].certain[n] && is_solid ? ones : rows + n * leaf_words + k * group_cells;
                if (is_solid && was_solid[g] && program.solid_op_count > 0) {
                    run_gates<group_cells>(program.solid_ops, program.solid_op_count, leaves, carry, memory,
                                           r);
                } else {
                    if (was_solid[g]) restore_carries<group_cells>(program, carry);
                    run_gates<group_cells>(program, leaves, carry, memory, r);
                }
                was_solid[g] = is_solid;
                Evaluator::word(j, at, g, word + k, k, r, words);
            }
            int64_t const rest = j.cell_count - g * group_cells;
            Evaluator::tile(j, at, g, word, count, rest < group_cells ? rest : group_cells, words);
        }
    }
    Evaluator::finish(j, at);
}

BB_ISA_END
