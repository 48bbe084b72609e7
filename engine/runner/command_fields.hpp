#pragma once
// basicbot fields: every field of a study file, from the table that also reads and checks it.

#include <string>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

// With a section only its fields. The last of [params] stands for any parameter. Error(usage) for a section
// that is not there.
Outcome fields_command(std::string const& section);
std::string fields_text(nlohmann::json const& document);
Shape fields_shape();

}  // namespace basicbot
