#pragma once
// One study from bars to a cube and a document. The command line prints the document; --json prints it as it
// is.

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/backend/choose.hpp"
#include "engine/config/study.hpp"

namespace basicbot {

struct RunOptions {
    BackendRequest backend;
    bool dry_run = false;  // only the plan: cells, bars, windows, bytes; nothing is computed or written
    int top = 10;          // best cells in the document
};

// stage: "columns", "sweep", "paths", "cube"; done: share of the stage. Return false to cancel
// (Error(interrupted)). May be called from any thread.
using RunProgress = std::function<bool(std::string const& stage, double done)>;

// The document's members, by kind:
//   common       kind, name, device, notice (maybe), cells, plan, seconds {stage: s}, cube {path,
//   content_hash} sweep        best: [{symbol, params {..}, execution {..}, metrics {..}}] by
//   `walkforward.select` walkforward  folds: [{symbol, fold, train {first, last, bars}, test {..}, params,
//   execution, train_metrics,
//                test_metrics}], stitched: [{symbol, metrics, equity_end}]
//   montecarlo   risks: [{symbol, ...}] as in montecarlo.hpp
// plan of a sweep or walk-forward: {cells, execution_variants, windows, columns, planes, warmup_bars,
// bar_combinations, cube_bytes, symbols [{symbol, first, last, bars, windows, evaluator}]}; a dry run ends
// there.
nlohmann::json run_study(Study const& study, RunOptions const& options, RunProgress const& progress);

}  // namespace basicbot
