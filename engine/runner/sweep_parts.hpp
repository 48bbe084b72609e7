#pragma once
// A sweep or walk-forward cut into parts: ranges of cells of one symbol, over all its windows.

#include "engine/cube/run_plan.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/sweep_work.hpp"

namespace basicbot {

// Cells of one part where nobody says how many: about a second of work on a few cores, and no more than fit
// into half of what `memory` leaves. At least one.
std::size_t usual_part_cells(SweepWork const& work, std::uint64_t memory);

// Whether the work is worth a folder where none was asked for: it does not fit in `memory`, or takes long.
bool is_large(SweepWork const& work, std::uint64_t memory);

// The plan of a run of this work, cut so; the places are left empty.
RunPlan make_run_plan(SweepWork const& work, std::size_t part_cells);

// Part numbers to cells, as the plan's layout says.
CellRange cells_of_part(nlohmann::json const& identity, std::size_t part);

// Error(config) where a part of the plan does not fit in `memory`.
void check_part_memory(SweepWork const& work, RunPlan const& plan, std::uint64_t memory);

PartWork make_part_work(SweepWork const& work, RunPlan const& plan, SymbolColumns& columns,
                        MetricTable& table, Backend& backend);

}  // namespace basicbot
