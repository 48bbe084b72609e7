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

// {"study", "profile": {"name", "path"} or null, "settings": [{"section", "name", "value" as TOML,
// "origin"}]}
Outcome config_show(ConfigRequest const& request);

// A TOML file that is the same study; with origins as comments where they were asked for.
std::string config_text(nlohmann::json const& document);

}  // namespace basicbot
