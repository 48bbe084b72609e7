#pragma once
// The numeric part of a sweep: a study as a plan, and the sums of every cell over every window of one symbol.

#include <cstdint>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/catalogue/metrics.hpp"
#include "engine/config/study.hpp"
#include "engine/plan/lower.hpp"
#include "engine/runner/plan_columns.hpp"
#include "engine/runner/run_study.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// What holds for all symbols.
struct SweepPlan {
    Study study;
    Strategy strategy;
    Grid grid;
    Lowered lowered;
    std::vector<ParameterAxis> execution_axes;  // fee_bps, slippage_bps, stop_loss, in this order
    std::vector<cost_row> costs;                // their product, row-major
    std::vector<std::uint32_t> order;           // cells, neighbours in the grid close together
    std::vector<std::uint32_t> place;           // [cell] its place in that order
};

// Parses, lowers, checks. Throws Error(config).
SweepPlan make_sweep_plan(Study const& study);

// events where the rules allow it, else bar_loop. By the rules and the sign of the prices alone: never by
// counts, windows, parts or the machine, so every part of a study and every fold of its own uses the same.
evaluator choose_evaluator(SweepPlan const& plan, Series const& series);

// The wanted metrics, in the order of the catalogue.
std::vector<MetricEntry const*> wanted_metrics(Study const& study);

// sums_lean when none of the study's metrics needs more.
sums_level needed_sums(Study const& study);

// [cell] the first bar of this symbol at which every rule can give a signal (A8).
std::vector<std::int64_t> warmups(SweepPlan const& plan, Series const& series);

// Some cells over some windows: [window][cost][cells]. Neighbours in the grid should stand close together in
// `cells`, since they share columns; the bits of a cell do not depend on the others.
std::vector<window_sums> evaluate_cells(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                        std::vector<std::uint32_t> const& cells,
                                        std::vector<window> const& windows,
                                        std::vector<metric_context> const& contexts, Backend& backend,
                                        Progress const& progress);

// common_start = false (A8): each cell is measured from its own warm-up on, over one of these windows.
struct OwnWindows {
    std::vector<window> windows;           // by their beginning
    std::vector<metric_context> contexts;  // per window
    std::vector<std::uint32_t> of_cell;    // [cell] number of its window; empty: all cells share their bars
};

// Each of `cells` over the window of its own: [cost][cells].
std::vector<window_sums> evaluate_own(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                      std::vector<std::uint32_t> const& cells, OwnWindows const& own,
                                      Backend& backend, Progress const& progress);

}  // namespace basicbot
