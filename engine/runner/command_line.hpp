#pragma once
// The command line as typed, turned into one call. Knows CLI11; runs nothing.

#include <functional>
#include <string>
#include <vector>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct Invocation {
    bool json = false;  // --json: one document on stdout
    std::string progress = "auto", log_level = "info", log_format = "text";
    std::string help;          // not empty: print this text, there is nothing else to do
    bool cancellable = false;  // looks at its progress callback: Ctrl-C may end it in good order
    std::function<Outcome(CommandContext const&)> run;
    std::function<std::string(nlohmann::json const&)> text;  // the document for people
};

// Error(usage) with the nearest name for a word that is none.
Invocation parse_command_line(int argc, char const* const* argv);

// A command as its declarations say it.
struct CommandSchema {
    std::string name, description;  // "store verify"
    nlohmann::json request = nlohmann::json::object();
    nlohmann::json document = nlohmann::json::object();
};
// Every command that does something, in the order of --help.
std::vector<CommandSchema> command_schemas();

}  // namespace basicbot
