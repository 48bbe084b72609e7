#pragma once
// Choosing cells on train segments and judging them on test segments (A12).

#include <functional>
#include <vector>

#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

// [symbol][fold]: the best cell of each train segment by study.walkforward.select. NaN ranks last, ties go to
// the lowest number. scope = pooled: one choice for all symbols, by the mean or median over those that have a
// value.
// `values` gives the selecting metric of all cells in one window of one symbol, [cell][cost].
using WindowValues = std::function<std::vector<double>(std::size_t symbol, std::size_t window)>;
std::vector<std::vector<Chosen>> choose_cells(SweepPlan const& plan,
                                              std::vector<SymbolWindows> const& symbols,
                                              WindowValues const& values);

struct Stitched {
    window_sums sums{};
    metric_context context{};
    bool any = false;  // false: step < test, or no cell could be chosen
};

// The compounded test returns of the chosen cells of one symbol (A9). Runs these cells once more.
Stitched stitch(SweepPlan const& plan, SymbolWindows const& symbol, ColumnSet const& columns,
                std::vector<Chosen> const& chosen, Backend& backend);

}  // namespace basicbot
