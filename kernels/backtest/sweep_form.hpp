#pragma once
// One sweep of one symbol in plain data: which cells, which windows, where the sums go.

#include "kernels/backtest/plan_form.hpp"
#include "kernels/metrics/window_sums.hpp"

namespace basicbot {

// How a cell's position is turned into money. Chosen by the rules alone, once in the plan (ARCHITECTURE,
// decisions):
//   events    long only, all in, proportional costs, no exits inside the bar: O(1) integer work per trade
//   bar_loop  everything else: bar by bar between fills, one lane per cell
enum class evaluator : int32_t { events, bar_loop };

struct sweep_task {
    bar_view bars;
    plane_spec const* planes;
    int64_t plane_count;
    gate_program program;
    uint32_t const* leaves;  // [cell_count][program.leaf_count] plane numbers
    int64_t cell_count;      // strategy cells: one per parameter combination
    cost_row const* costs;   // [cost_count]; results for every (cost, cell)
    int32_t cost_count;
    window const* windows;           // [window_count], measured bars
    metric_context const* contexts;  // [window_count]
    int32_t window_count;
    evaluator how;
    sums_level level;
    uint32_t const*
        order;         // [cell_count] cells in an order in which neighbours share columns; null = as numbered
    window_sums* out;  // [window_count][cost_count][cell_count]
};

}  // namespace basicbot
