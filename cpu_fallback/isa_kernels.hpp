#pragma once
// What one instruction set offers: plain functions on plain data. The translation units behind it are
// compiled with special flags, include neither the standard library's templates nor TBB, and export nothing
// else.

#include "cpu_fallback/code_form.hpp"
#include "kernels/backtest/event_tables.hpp"
#include "kernels/backtest/path_form.hpp"
#include "kernels/backtest/sweep_form.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

inline constexpr int most_lanes = 8;   // float64 lanes of the widest instruction set
inline constexpr int tile_words = 16;  // what a group works on at a time
inline constexpr int tile_bars = 64 * tile_words;
inline constexpr int group_cells =
    64;  // cells that are evaluated together, a row (kernels/backtest/gates.hpp)
inline constexpr int leaf_words = tile_words * group_cells;  // one leaf of a group over a tile: [word][cell]

// A comparison of two slots told by code wherever both are defined: a > b, and b > a where that is a plane
// too.
struct code_pair {
    uint32_t a, b;
    int32_t plane, reverse;  // of the group; -1: not wanted
};

// What a group of cells compares. Where a plane goes: leaf * leaf_words + cell, for every cell and leaf that
// reads it.
struct cell_group {
    uint32_t const* planes;        // [plane_count] plane numbers of the task
    uint32_t const* target_begin;  // [plane_count + 1]
    uint32_t const* targets;
    int32_t plane_count;
    code_pair const* pairs;  // same left sides together, those with a reverse first
    int32_t pair_count;
    int32_t const* by_value;  // planes of the group that codes do not tell: equality
    int32_t by_value_count;
    uint32_t const* slots;  // all operands
    int32_t slot_count;
    uint8_t const* certain;  // [leaf] 1: "this series is defined", true wherever all slots are
};

// Some cells of one sweep in one window. Prepared on the TBB side.
struct sweep_job {
    sweep_task const* task;
    plane_operand const* operands;  // [task planes][2] both sides, from bar 0 on
    code_form const* codes;
    window win;
    metric_context const* context;
    event_tables const* const* tables;  // [cost_count], events only
    double const* market;               // series_returns, bar loop only
    uint32_t const* cells;              // [cell_count] cell numbers
    int64_t cell_count;
    cell_group const* groups;  // of group_cells cells each
    bool compresses_bytes;     // the processor has AVX-512 VBMI2
    unsigned char* scratch;    // scratch_bytes(job), 64-byte aligned
    window_sums* out;          // of this window: [cost_count][task cells]
};

using columns_function = void (*)(series_view const*, double const* params, int32_t lanes,
                                  double* const* out);

struct isa_kernels {
    char const* name;                 // "plain", "avx2", "avx512"
    int width;                        // float64 lanes
    columns_function const* columns;  // by catalogue number
    void (*encode)(code_form const*, int64_t word_begin, int64_t word_end);
    size_t (*scratch_bytes)(sweep_job const*);
    void (*sweep)(sweep_job const*);
    void (*paths)(path_task const*, int64_t begin, int64_t end);
};

extern "C" isa_kernels const* bb_kernels_plain();
extern "C" isa_kernels const* bb_kernels_avx2();  // only built on x86-64
extern "C" isa_kernels const* bb_kernels_avx512();

}  // namespace basicbot
