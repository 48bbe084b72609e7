#pragma once
// basicbot run | sweep | walkforward | montecarlo: one study file, one cube.

#include <optional>

#include "engine/runner/command_outcome.hpp"
#include "engine/runner/run_study.hpp"

namespace basicbot {

struct StudyRequest {
    std::string command = "run";  // any but "run" asks for a study of that kind
    std::string file;
    std::vector<std::string> overrides;  // --set, "section.field=value"
    std::string seed, out;               // study.seed and output.cube; empty = as in the study
    std::string profile;                 // find_profile's
    std::string parts;                   // --parts, "3..7" or "3"
    std::string memory;                  // --memory, "2G"
    RunOptions options;
    std::vector<std::string> argv;  // for the facts beside the cube
};

// The document of run_study, with `command` and, where a cube was written, `facts`: the path of
// <cube>.run.json.
Outcome study_command(StudyRequest const& request, CommandContext const& context);

// The options of the request, checked. Error(usage).
RunOptions run_options(StudyRequest const& request);
// The same for a study that was read already (resume).
Outcome run_and_report(Study const& study, StudyRequest const& request, RunOptions const& options,
                       CommandContext const& context);

// Of the document under that command: of any kind of study, or of one.
Shape study_shape(std::string const& command);
Shape sweep_shape();
Shape walkforward_shape();
Shape montecarlo_shape();

// What a person reads first: command_study_text.cpp.
std::string study_text(nlohmann::json const& document);

}  // namespace basicbot
