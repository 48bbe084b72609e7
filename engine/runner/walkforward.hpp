#pragma once
// Choosing cells on train segments and judging them on test segments (A12).

#include <vector>

#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

// [symbol][fold]: the best cell of each train segment by study.walkforward.select. NaN ranks last, ties go to
// the lowest number. scope = pooled: one choice for all symbols, by the mean or median over those that have a
// value.
std::vector<std::vector<Chosen>> choose_cells(SweepPlan const& plan, std::vector<SymbolSums> const& symbols);

struct Stitched {
    window_sums sums{};
    metric_context context{};
    bool any = false;  // false: step < test, or no cell could be chosen
};

// The compounded test returns of the chosen cells of one symbol (A9).
Stitched stitch(SweepPlan const& plan, SymbolSums const& symbol, ColumnSet const& columns,
                std::vector<Chosen> const& chosen);

}  // namespace basicbot
