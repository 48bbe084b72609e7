#pragma once
// From the table of finished metrics to what a sweep or walk-forward says: its document and its cube.

#include <nlohmann/json.hpp>
#include <vector>

#include "engine/cube/cube.hpp"
#include "engine/observe/shape.hpp"
#include "engine/runner/sweep_work.hpp"

namespace basicbot {

// The document's members that are known before anything is computed: cells, plan, select, axes.
nlohmann::json sweep_plan_document(SweepWork const& work);
std::vector<Member> sweep_plan_members();
// What sweep_results adds for a sweep, or for a walk-forward.
std::vector<Member> sweep_result_members(bool folds);

// Adds `best` (the `top` best cells of every symbol), or `folds` and `stitched`, and makes the cube.
Cube sweep_results(SweepWork const& work, MetricTable const& table, SymbolColumns& columns, Backend& backend,
                   std::size_t top, nlohmann::json& document);

}  // namespace basicbot
