#pragma once
// basicbot indicators compute: series written as text, over bars of a store, as files of columns.

#include "engine/runner/command_outcome.hpp"
#include "engine/runner/run_study.hpp"
#include "engine/runner/series_request.hpp"

namespace basicbot {

struct ComputeRequest : SeriesRequest {
    std::string out;       // a file ending in .h5 for one symbol, else a folder of <symbol>.h5
    bool replace = false;  // files that are there
    std::string memory;    // --memory, "2G"
    RunOptions options;    // of it the backend and dry_run
};

// One file a symbol, in the form of a result cube: a variable for every expression (for every output, where
// there are several) over its axes and `time`, both as dimension scales; `close_time` lies along `time`. NaN
// before the first value. Throws Error: usage for expressions, config for names and ranges, data for the
// store and the files.
Outcome compute_command(ComputeRequest const& request, CommandContext const& context);
std::string compute_text(nlohmann::json const& document);
Shape compute_shape();

}  // namespace basicbot
