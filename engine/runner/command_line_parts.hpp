#pragma once
// For command_line*.cpp alone, the only files that see CLI11.

#include <CLI/CLI.hpp>

#include <concepts>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/observe/shape.hpp"
#include "engine/runner/command_line.hpp"
#include "engine/runner/run_study.hpp"

namespace basicbot {

// The parser and what its subcommands would do.
struct CommandTable {
    CLI::App app{"BasicBot: a research engine for trading strategies", "basicbot"};
    Invocation invocation;  // the global options write here
    struct Entry {
        bool cancellable = false;
        std::function<Outcome(CommandContext const&)> run;
        std::function<std::string(nlohmann::json const&)> text;
        std::function<Shape()> shape;  // of the document
    };
    std::map<CLI::App const*, Entry> entries;
    std::map<CLI::Option const*, nlohmann::json> options;  // type, words and default of each, as a schema
    std::vector<std::string> argv;
};

// A command with its description, an example for --help and the options that all commands have.
CLI::App* add_command(CommandTable& table, CLI::App& parent, char const* name, char const* description,
                      char const* example);
void add_global_options(CommandTable& table, CLI::App& app);

// The schema of a value that is read into `place`, with what is there now as its default.
template <class T>
nlohmann::json schema_of_place(T const& place) {
    if constexpr (std::same_as<T, bool>)
        return {{"type", "boolean"}, {"default", place}};
    else if constexpr (std::integral<T>)
        return std::is_unsigned_v<T> ? nlohmann::json{{"type", "integer"}, {"minimum", 0}, {"default", place}}
                                     : nlohmann::json{{"type", "integer"}, {"default", place}};
    else if constexpr (std::floating_point<T>)
        return {{"type", "number"}, {"default", place}};
    else if constexpr (std::same_as<T, std::optional<double>>)
        return {{"type", "number"}};
    else if constexpr (std::same_as<T, std::vector<std::string>>)
        return {{"type", "array"}, {"items", {{"type", "string"}}}};
    else if (place.empty())
        return {{"type", "string"}};
    else
        return {{"type", "string"}, {"default", place}};
}

// Declares an option ("--stamp") or an argument ("FILE"): the parser, --help and `basicbot schema` have it
// from here. Where there are words, the value must be one of them.
template <class T>
CLI::Option* option(CommandTable& table, CLI::App& command, char const* name, T& place,
                    std::string const& what, std::vector<std::string> const& words = {}) {
    CLI::Option* const made = command.add_option(name, place, what);
    nlohmann::json& schema = table.options[made] = schema_of_place(place);
    if (!words.empty()) schema["enum"] = words;
    return made;
}
inline CLI::Option* flag(CommandTable& table, CLI::App& command, char const* name, bool& place,
                         std::string const& what) {
    CLI::Option* const made = command.add_flag(name, place, what);
    table.options[made] = schema_of_place(place);
    return made;
}

// What the command is asked with, as a schema (command_line_request.cpp).
nlohmann::json request_schema(CommandTable const& table, CLI::App const& command);
// Error(usage) where a value is none of the words of its option, or below zero where that cannot be.
void check_values(CommandTable const& table, CLI::App const& command);
// Options whose value came from an environment variable: "--memory" -> "BASICBOT_MEMORY".
std::map<std::string, std::string> values_from_environment(CommandTable const& table,
                                                           CLI::App const& command);

// Device, threads and memory: what does not change the result.
void add_machine_options(CommandTable& table, CLI::App& command, RunOptions& options, std::string& memory);

void add_compute_command(CommandTable& table, CLI::App& indicators);
void add_signal_study_command(CommandTable& table);
void add_data_commands(CommandTable& table);   // import, synth
void add_store_commands(CommandTable& table);  // store list, info, ...
void add_study_commands(CommandTable& table);  // run, sweep, walkforward, montecarlo, cube

}  // namespace basicbot
