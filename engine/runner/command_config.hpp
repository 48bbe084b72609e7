#pragma once
// basicbot config show: what a study says once profile, environment and command line have spoken.

#include <string>
#include <vector>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct ConfigRequest {
    std::string file;
    std::vector<std::string> overrides;  // --set, "section.field=value"
    std::string profile;                 // find_profile's
    bool origin = false;                 // only how the text is shown; the document always has it
};

// Fails with the first of the problems, behind a document that has all fields that are there.
Outcome config_show(ConfigRequest const& request);

// A TOML file that is the same study; with origins as comments where they were asked for.
std::string config_text(nlohmann::json const& document);
Shape config_shape();

}  // namespace basicbot
