#pragma once
// What one instruction set offers: plain functions on plain data. The translation units behind it are
// compiled with special flags, include neither the standard library's templates nor TBB, and export nothing
// else.

#include "kernels/backtest/event_tables.hpp"
#include "kernels/backtest/path_form.hpp"
#include "kernels/backtest/sweep_form.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

inline constexpr int tile_words = 16;   // 1,024 bars: what one decoded gate instruction works on
inline constexpr int group_cells = 64;  // cells whose planes are computed together

// Some cells of one sweep in one window. Prepared on the TBB side.
struct sweep_job {
    sweep_task const* task;
    double const* const* columns;  // column data, with at least tile_words words of NaN behind the last bar
    window win;
    metric_context const* context;
    event_tables const* const* tables;  // [cost_count], events only
    uint32_t const* cells;              // [cell_count] cell numbers
    int64_t cell_count;
    // per group of group_cells cells: its distinct planes, and every cell's leaves as positions in that list
    uint32_t const* planes;        // all groups' lists, one after the other
    int64_t const* plane_begin;    // [groups + 1]
    uint32_t const* local_leaves;  // [cell_count][leaf_count]
    unsigned char* scratch;        // scratch_bytes(job), 64-byte aligned
    window_sums* out;              // of this window: [cost_count][task cells]
};

using columns_function = void (*)(series_view const*, double const* params, int32_t lanes,
                                  double* const* out);

struct isa_kernels {
    char const* name;                 // "plain", "avx2", "avx512"
    int width;                        // float64 lanes
    columns_function const* columns;  // by catalogue number
    size_t (*scratch_bytes)(sweep_job const*);
    void (*sweep)(sweep_job const*);
    void (*paths)(path_task const*, int64_t begin, int64_t end);
};

extern "C" isa_kernels const* bb_kernels_plain();
extern "C" isa_kernels const* bb_kernels_avx2();  // only built on x86-64
extern "C" isa_kernels const* bb_kernels_avx512();

}  // namespace basicbot
