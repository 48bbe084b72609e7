#pragma once
// One study from bars to a cube and a document. The command line prints the document; --json prints it as it
// is.

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/backend/choose.hpp"
#include "engine/bars/series.hpp"
#include "engine/config/study.hpp"
#include "engine/cube/run_folder.hpp"

namespace basicbot {

// Where and how far a study is computed part by part (DESIGN 12). Without a folder it is computed in one
// piece, unless it is large.
struct RunPlace {
    std::string folder;       // empty: none was asked for
    PartSpan parts{};         // not empty: only these, and no result
    bool merge_only = false;  // compute nothing: the result out of the parts that are there
    // Cells, or paths, of a part, 0 = as usual; a folder that is there keeps its own.
    std::size_t part_cells = 0, part_paths = 0;
};

struct RunOptions {
    BackendRequest backend;
    bool dry_run = false;  // only the plan: cells, bars, windows, bytes; nothing is computed or written
    int top = 10;          // best cells in the document
    RunPlace run;
    // In place of the store's, by symbol; data.store is then only a name.
    std::vector<Series> bars = {};
    std::uint64_t memory = 0;  // bytes a study may take besides the program itself, 0 = half of what there is
};

// stage: "columns", "sweep", "strategy", "paths", "parts", "merge", "figures", "cube"; done: share of the
// stage. Return false to cancel (Error(interrupted)). May be called from any thread.
using RunProgress = std::function<bool(std::string const& stage, double done)>;

// The document is that of `basicbot schema run` without what the command adds. A dry run ends with the plan;
// a run of some parts, or one whose result stands already, with `run`.
nlohmann::json run_study(Study const& study, RunOptions const& options, RunProgress const& progress);

}  // namespace basicbot
