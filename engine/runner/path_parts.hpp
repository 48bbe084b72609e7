#pragma once
// A Monte Carlo study cut into parts: ranges of paths of one symbol. A part has the figures of its paths, one
// number each: most of what is asked of them are order statistics of all paths together.

#include <cstddef>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "engine/cube/run_plan.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/path_table.hpp"
#include "engine/runner/path_work.hpp"

namespace basicbot {

// Estimates from the sizes of what is held, for --memory.
struct PathMemory {
    std::uint64_t fixed = 0;  // bars and history of all symbols
    std::uint64_t whole = 0;  // one piece: further the figures of all paths of a symbol
};
PathMemory path_memory(PathWork const& work);

// Whether the work is worth a folder where none was asked for: it does not fit in `memory`, or takes long.
bool is_large(PathWork const& work, std::uint64_t memory);

// Values that the order statistics may hold at once.
std::size_t gathered_in(PathWork const& work, std::uint64_t memory);

// Paths of one part where nobody says how many: 16 MiB of values, some seconds of work, and no more than fits
// in `memory`. Parts of the fan have fewer, since a path has more values there.
std::size_t usual_part_paths(PathWork const& work, std::uint64_t memory);

// The plan of a run of this work, cut so; the places are left empty. `rules`: the strategy's text, or
// nothing.
RunPlan make_run_plan(PathWork const& work, std::string const& rules, std::size_t part_paths);

// Bytes of the values of all parts.
std::uint64_t parts_bytes(PathWork const& work);

// Part numbers to paths, as the plan's layout says.
PathRange paths_of_part(nlohmann::json const& identity, std::size_t part);

// Error(config) where a part of the plan does not fit in `memory`.
void check_part_memory(PathWork const& work, RunPlan const& plan, std::uint64_t memory);

// Whether all parts fit in `memory` when they are put together, beside one that is computed.
bool parts_fit_in(PathWork const& work, RunPlan const& plan, std::uint64_t memory);

PartWork make_part_work(PathWork const& work, RunPlan const& plan, PathTable& table, Backend& backend);

}  // namespace basicbot
