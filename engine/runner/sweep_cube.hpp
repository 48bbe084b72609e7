#pragma once
// The results of a sweep or walk-forward as a cube (DESIGN 11).

#include <string>
#include <vector>

#include "engine/cube/cube.hpp"
#include "engine/runner/evaluate.hpp"

namespace basicbot {

// All sums of one symbol, with the windows they belong to.
struct SymbolSums {
    Series series;
    evaluator how = evaluator::bar_loop;
    std::vector<window> windows;           // sweep: one; walk-forward: train, test, train, test, ...
    std::vector<metric_context> contexts;  // per window
    OwnWindows own;                        // common_start = false: then `windows` is the earliest of them
    std::vector<window_sums> sums;         // [window][cost][cell]

    metric_context const& context(std::size_t w, std::size_t cell) const {
        return own.of_cell.empty() ? contexts[w] : own.contexts[own.of_cell[cell]];
    }
    window_sums const& at(std::size_t w, std::size_t cost, std::size_t cell, SweepPlan const& plan) const {
        return sums[(w * plan.costs.size() + cost) * plan.grid.cell_count() + cell];
    }
};

// What a walk-forward chose in one fold for one symbol.
struct Chosen {
    std::size_t cost = 0, cell = 0;
    bool any = false;  // false: the metric is undefined for every cell
};

// `chosen`: [symbol][fold], empty for a
// sweep.
Cube make_sweep_cube(SweepPlan const& plan, std::vector<SymbolSums> const& symbols,
                     std::vector<std::vector<Chosen>> const& chosen);

// Adds stitched out-of-sample metrics: values[symbol] has one number per wanted metric.
void add_stitched(Cube& cube, SweepPlan const& plan, std::vector<std::vector<double>> const& values);

// Attributes that every cube has: study text and hash, data hashes, seed, conventions, contract version.
void add_identity(Cube& cube, Study const& study, std::vector<Series const*> const& series);

std::string iso_time(std::int64_t ns);  // "2004-08-19T13:30:00Z"

}  // namespace basicbot
