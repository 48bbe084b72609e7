#pragma once
// basicbot study: what prices did after a value or an event was known.

#include "engine/runner/command_outcome.hpp"
#include "engine/runner/run_study.hpp"
#include "engine/runner/series_request.hpp"

namespace basicbot {

struct SignalStudyRequest : SeriesRequest {
    std::vector<std::string> horizons = {"1", "5", "20"};  // bars
    std::int32_t quantiles = 5;
    std::string entry = "open";  // or "close"
    std::string out;             // a file ending in .h5; empty = none
    bool replace = false;        // a file that is there
    std::int32_t top = 20;       // rows of the text
    std::string memory;          // --memory, "2G"
    RunOptions options;          // of it the backend
};

// For every expression, output, combination of its parameters and horizon the figures of SignalResult over
// all symbols. Conditions are events. Throws Error: usage for expressions and options, config for names and
// ranges, data for the store and the file.
Outcome signal_study_command(SignalStudyRequest const& request, CommandContext const& context);
std::string signal_study_text(nlohmann::json const& document);
Shape signal_study_shape();

}  // namespace basicbot
