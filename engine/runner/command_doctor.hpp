#pragma once
// basicbot doctor, basicbot --version: what is here, and what would make it faster.

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

Outcome doctor();
std::string doctor_text(nlohmann::json const& document);
Shape doctor_shape();

Outcome version_command();
std::string version_text(nlohmann::json const& document);

}  // namespace basicbot
