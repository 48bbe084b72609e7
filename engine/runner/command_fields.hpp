#pragma once
// basicbot fields: every field of a study file, from the table that also reads and checks it.

#include <string>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

// {command, fields [{section, name, type, unit, default (TOML text or null), low, high, low_excluded,
// high_excluded (numbers only), words (words only), allowed, help}], metrics [..]}; with a section only its
// fields. The last of [params] stands for any parameter. Error(usage) for a section that is not there.
Outcome fields_command(std::string const& section);
std::string fields_text(nlohmann::json const& document);

}  // namespace basicbot
