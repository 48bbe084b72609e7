#pragma once
// Holds what the program prints against its own schemas (`basicbot schema`), by a validator that knows
// nothing of it.

#include <nlohmann/json.hpp>
#include <string>

namespace basicbot {

// In what a document of --json does not fit the schema of its command; empty where it does, or where there
// was no validator to build with (libvalijson-dev).
std::string document_problem(nlohmann::json const& document);
// The same for a line of --progress=json or --log-format=json.
std::string line_problem(nlohmann::json const& line);

}  // namespace basicbot
