#pragma once
// The sweep of some cells for one instruction set: tiles of bars outside, groups of cells inside, so that a
// tile's columns stay in the cache while every group reads them.

#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/lanes.hpp"
#include "cpu_fallback/planes_isa.hpp"
#include "kernels/backtest/bar_loop.hpp"
#include "kernels/backtest/events.hpp"

BB_ISA_BEGIN

inline int64_t round_up(int64_t n, int64_t to) { return (n + to - 1) / to * to; }

// Where a job's state lies in its scratch.
struct job_layout {
    int64_t max_planes = 0;
    size_t planes, words, carries, states, full_states, positions, total;

    job_layout(sweep_job const& j, size_t state_size, size_t full_size, size_t position_size) {
        int64_t const groups = round_up(j.cell_count, group_cells) / group_cells;
        for (int64_t g = 0; g < groups; ++g) {
            int64_t const count = j.plane_begin[g + 1] - j.plane_begin[g];
            max_planes = count > max_planes ? count : max_planes;
        }
        size_t at = 0;
        auto const take = [&](size_t bytes) {
            size_t const here = at;
            at += (bytes + 63) / 64 * 64;
            return here;
        };
        size_t const padded = static_cast<size_t>(groups) * group_cells;
        planes = take(static_cast<size_t>(max_planes) * tile_words * 8);
        words = take(size_t{4} * tile_words * group_cells * 8);
        carries =
            take(static_cast<size_t>(j.cell_count) * static_cast<size_t>(j.task->program.carry_count) * 8);
        size_t const costs = static_cast<size_t>(j.task->cost_count);
        states = take(costs * padded * state_size);
        full_states = take(costs * padded * full_size);
        positions = take(padded * position_size);
        total = at;
    }
};

// Writes the positions of the set bits of T words, ascending, and returns how many. The first few are written
// whether they exist or not, so that the usual word costs no unpredictable branch.
BB_HD int list_bits(uint64_t const* words, int count, uint16_t* list) {
    int n = 0;
    for (int k = 0; k < count; ++k) {
        uint64_t bits = words[k];
        int const found = popcount(bits);
        uint16_t const base = static_cast<uint16_t>(64 * k);
        uint16_t* at = list + n;
        for (int done = 0;; done += 2) {
            for (int j = 0; j < 2; ++j) {
                at[done + j] = static_cast<uint16_t>(base + (__builtin_ctzll(bits | (1ull << 63)) & 63));
                bits &= bits - 1;
            }
            if (done + 2 >= found) break;
        }
        n += found;
    }
    return n;
}

template <bool Full>
struct event_sweep {
    static job_layout layout(sweep_job const& j) {
        return job_layout(j, sizeof(event_state), Full ? sizeof(event_state_full) : 0,
                          sizeof(position_state));
    }
    static void start(sweep_job const& j, job_layout const& at) {
        for (int64_t i = 0; i < j.cell_count * j.task->cost_count; ++i) {
            start_events(state(j, at)[i]);
            if (Full) start_events(full(j, at)[i], j.win.begin, j.context->start_cash);
        }
        for (int64_t i = 0; i < j.cell_count; ++i) position(j, at)[i] = position_state{};
    }
    static event_state* state(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<event_state*>(j.scratch + at.states);
    }
    static event_state_full* full(sweep_job const& j, job_layout const& at) {
        return Full ? reinterpret_cast<event_state_full*>(j.scratch + at.full_states) : nullptr;
    }
    static position_state* position(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<position_state*>(j.scratch + at.positions);
    }
    // One cell's rules over one tile: first the bars on which the position changes, then what each change is
    // worth.
    static void cell(sweep_job const& j, job_layout const& at, int64_t cell, int64_t word, int count,
                     uint64_t const* const* r, int64_t, uint64_t*) {
        uint64_t changes[tile_words];
        uint16_t list[64 * tile_words + 2];
        position_state p = position(j, at)[cell];
        uint64_t const* const fillable = j.tables[0]->fillable;
        for (int k = 0; k < count; ++k)
            changes[k] = position_changes(p, fillable, j.win, word + k, r[long_entry][k] & ~r[long_exit][k],
                                          r[long_exit][k]);
        position(j, at)[cell] = p;
        int const found = list_bits(changes, count, list);
        for (int32_t c = 0; found > 0 && c < j.task->cost_count; ++c) {
            int64_t const i = c * j.cell_count + cell;
            event_state s = state(j, at)[i];
            event_tables const& tables = *j.tables[c];
            cost_row const cost = j.task->costs[c];
            for (int e = 0; e < found; ++e)
                change_position<Full>(s, Full ? full(j, at) + i : nullptr, tables, cost, 64 * word + list[e]);
            state(j, at)[i] = s;
        }
    }
    static void group(sweep_job const&, job_layout const&, int64_t, int64_t, int, int64_t, uint64_t const*) {}
    static void finish(sweep_job const& j, job_layout const& at) {
        for (int32_t c = 0; c < j.task->cost_count; ++c)
            for (int64_t i = 0; i < j.cell_count; ++i) {
                int64_t const s = c * j.cell_count + i;
                j.out[c * j.task->cell_count + j.cells[i]] =
                    finish_events<Full>(state(j, at)[s], Full ? full(j, at) + s : nullptr, position(j, at)[i],
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
        return job_layout(j, (sizeof(state_type) + L::width - 1) / L::width, 0, 0);
    }
    static state_type* states(sweep_job const& j, job_layout const& at) {
        return reinterpret_cast<state_type*>(j.scratch + at.states);
    }
    static int64_t lane_groups(sweep_job const& j) { return round_up(j.cell_count, group_cells) / L::width; }
    static loop make(sweep_job const& j, int32_t cost) {
        auto const field = [&](bar_field f) { return j.task->bars.field[static_cast<int>(f)]; };
        return loop{j.task->costs[cost],      *j.context,
                    field(bar_field::open),   field(bar_field::high),
                    field(bar_field::low),    field(bar_field::close),
                    field(bar_field::volume), j.win};
    }
    static void start(sweep_job const& j, job_layout const& at) {
        for (int32_t c = 0; c < j.task->cost_count; ++c)
            for (int64_t g = 0; g < lane_groups(j); ++g)
                make(j, c).start(states(j, at)[c * lane_groups(j) + g]);
    }
    // Transposes one cell's rule words so that lanes lie side by side: [rule][word][cell].
    static void cell(sweep_job const&, job_layout const&, int64_t, int64_t, int, uint64_t const* const* r,
                     int64_t lane, uint64_t* words) {
        for (int rule = 0; rule < 4; ++rule)
            for (int k = 0; k < tile_words; ++k)
                words[(rule * tile_words + k) * group_cells + lane] = r[rule][k];
    }
    static void group(sweep_job const& j, job_layout const& at, int64_t group, int64_t word, int count,
                      int64_t cells, uint64_t const* words) {
        int64_t const used = round_up(cells, L::width) / L::width;
        for (int32_t c = 0; c < j.task->cost_count; ++c) {
            loop const run = make(j, c);
            for (int64_t q = 0; q < used; ++q) {
                state_type s = states(j, at)[c * lane_groups(j) + group * (group_cells / L::width) + q];
                for (int k = 0; k < count; ++k) {
                    auto const rule = [&](int n) {
                        return L::load_word(words + (n * tile_words + k) * group_cells + q * L::width);
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

template <class Evaluator>
void sweep_tiles(sweep_job const& j) {
    job_layout const at = Evaluator::layout(j);
    auto* const planes = reinterpret_cast<uint64_t*>(j.scratch + at.planes);
    auto* const words = reinterpret_cast<uint64_t*>(j.scratch + at.words);
    auto* const carries = reinterpret_cast<uint64_t*>(j.scratch + at.carries);
    gate_program const& program = j.task->program;
    for (int64_t i = 0; i < j.cell_count * program.carry_count; ++i) carries[i] = 0;
    Evaluator::start(j, at);
    // One word more than the first decision needs: it settles the carries of `before`.
    int64_t first = (j.win.begin > 0 ? j.win.begin - 1 : 0) / 64;
    first = first > 0 ? first - 1 : 0;
    int64_t const end = round_up(j.win.end, 64) / 64;
    for (int64_t word = first; word < end; word += tile_words) {
        int const count = end - word < tile_words ? static_cast<int>(end - word) : tile_words;
        for (int64_t g = 0; g * group_cells < j.cell_count; ++g) {
            compute_planes(j, g, word, planes);
            int64_t const from = g * group_cells;
            int64_t const cells = j.cell_count - from < group_cells ? j.cell_count - from : group_cells;
            for (int64_t i = 0; i < cells; ++i) {
                alignas(64) uint64_t memory[max_gate_registers][tile_words];
                uint64_t const* r[max_gate_registers];
                uint64_t const* leaves[max_leaves];
                for (int32_t k = 0; k < program.leaf_count; ++k)
                    leaves[k] = planes + j.local_leaves[(from + i) * program.leaf_count + k] * tile_words;
                run_gates<tile_words>(program, leaves, carries + (from + i) * program.carry_count, memory, r);
                Evaluator::cell(j, at, from + i, word, count, r, i, words);
            }
            Evaluator::group(j, at, g, word, count, cells, words);
        }
    }
    Evaluator::finish(j, at);
}

BB_ISA_END
