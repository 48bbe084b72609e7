#pragma once
// basicbot resume | merge | status: what is done with the folder of a run.

#include "engine/runner/command_study.hpp"

namespace basicbot {

struct ResumeRequest {
    std::string folder;
    std::string store;          // where the bars lie now; empty = where they lay when the run began
    std::string parts, memory;  // --parts, --memory
    RunOptions options;
    std::vector<std::string> argv;
};

// The document of a study, see run_study. `merge` computes nothing: Error(data) names what is missing.
Outcome resume_command(ResumeRequest const& request, CommandContext const& context);
Outcome merge_command(ResumeRequest const& request, CommandContext const& context);

// Reads; changes nothing.
Outcome status_command(std::string const& folder);
std::string status_text(nlohmann::json const& document);

Shape resume_shape();
Shape merge_shape();
Shape status_shape();

}  // namespace basicbot
