#pragma once
// basicbot schema: what every command takes and gives, and what files and streams hold, as JSON Schema
// (draft 2020-12).

#include <string>
#include <vector>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct SchemaRequest {
    std::vector<std::string> name;  // words of a command, or a file; empty = the list of both
    bool all = false;
};

// Of a command: a schema of what --json prints, an answer or a failure; $defs has both apart, and `request`,
// the options and arguments by name. With `all`: one schema that describes nothing by itself, and all of the
// above under $defs, as "store_verify.request", "store_verify.document", "run.json", ...
Outcome schema_command(SchemaRequest const& request);
std::string schema_text(nlohmann::json const& document);
Shape schema_shape();

}  // namespace basicbot
