#pragma once
// For command_line*.cpp alone, the only files that see CLI11.

#include <CLI/CLI.hpp>

#include <map>
#include <memory>

#include "engine/runner/command_line.hpp"

namespace basicbot {

// The parser and what its subcommands would do.
struct CommandTable {
    CLI::App app{"BasicBot: a research engine for trading strategies", "basicbot"};
    Invocation invocation;  // the global options write here
    struct Entry {
        bool cancellable = false;
        std::function<Outcome(CommandContext const&)> run;
        std::function<std::string(nlohmann::json const&)> text;
    };
    std::map<CLI::App const*, Entry> entries;
    std::vector<std::string> argv;
};

// A command with its description, an example for --help and the options that all commands have.
CLI::App* add_command(CommandTable& table, CLI::App& parent, char const* name, char const* description,
                      char const* example);
void add_global_options(Invocation& invocation, CLI::App& app);

void add_data_commands(CommandTable& table);   // import, synth
void add_store_commands(CommandTable& table);  // store list, info, ...
void add_study_commands(CommandTable& table);  // run, sweep, walkforward, montecarlo, cube

}  // namespace basicbot
