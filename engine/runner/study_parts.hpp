#pragma once
// What the kinds of study share: loading their bars, writing their cube, and the document's pieces.

#include <cstdint>
#include <nlohmann/json.hpp>

#include "engine/cube/cube.hpp"
#include "engine/observe/shape.hpp"
#include "engine/runner/evaluate.hpp"
#include "engine/runner/stages.hpp"

namespace basicbot {

// The study's symbols from its store, every block verified; from `memory` where that holds any. With these
// series beside the bars (Lowered::extra). Error(data) names a symbol or series that is not there.
std::vector<Series> load_all(Study const& study, std::vector<std::string> const& extra,
                             std::vector<Series> const& memory);

// Adds to the document's `notice` that the series has splits or dividends, where it has: studies read prices
// as they are stored (A23).
void note_actions(Series const& series, nlohmann::json& document);

inline constexpr std::uint64_t real_bytes = sizeof(double);
inline constexpr std::uint64_t series_fields = 7;  // two times, four prices and the volume

// What the columns of a series take on the disk.
std::uint64_t stored_bytes(Series const& series);

// Writes the cube and puts its path and content hash into the document.
void write_result(Cube const& cube, std::string const& path, Stages& stages, nlohmann::json& document);
// Where the study wants its cube: <name>.h5 where it does not say.
std::string cube_path(Study const& study);

// Undefined is null.
nlohmann::json number_or_null(double x);
nlohmann::json params_document(SweepPlan const& plan, std::size_t cell);
nlohmann::json execution_document(SweepPlan const& plan, std::size_t cost);
nlohmann::json window_document(Series const& series, window w);

Shape cube_place_shape();  // of write_result
// Every metric that is compiled in, each of which may be missing; of one that is there, undefined is null.
Shape metrics_shape();
std::vector<Member> window_members();

// run_sweep.cpp: sweep and walk-forward. run_paths.cpp: Monte Carlo.
nlohmann::json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages);
nlohmann::json run_paths(Study const& study, RunOptions const& options, Backend& backend, Stages& stages);

}  // namespace basicbot
