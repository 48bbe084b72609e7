// What the options of a command say beyond parsing: a request's schema, allowed words, where values came
// from.

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "engine/runner/command_line_parts.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// "--price-divisor" and "FILE" as names of an object's members: price_divisor, file.
std::string member_name(CLI::Option const& option) {
    std::string name = option.nonpositional() ? option.get_lnames().front() : option.get_name(true);
    for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

bool is_typed(std::vector<std::string> const& argv, std::string const& option) {
    return std::any_of(argv.begin(), argv.end(), [&](std::string const& word) {
        return word == option || word.starts_with(option + "=");
    });
}

}  // namespace

json request_schema(CommandTable const& table, CLI::App const& command) {
    json schema = {{"type", "object"}, {"properties", json::object()}, {"additionalProperties", false}};
    json required = json::array();
    int place = 0;
    for (CLI::Option const* option : command.get_options()) {
        auto const declared = table.options.find(option);
        if (declared == table.options.end()) continue;  // --help
        json member = declared->second;
        member["description"] = option->get_description();
        if (option->nonpositional())
            member["x-option"] = "--" + option->get_lnames().front();
        else
            member["x-argument"] = ++place;
        if (!option->get_envname().empty()) member["x-environment"] = option->get_envname();
        if (option->get_required()) {
            required.push_back(member_name(*option));
            member.erase("default");
        }
        schema["properties"][member_name(*option)] = std::move(member);
    }
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

void check_values(CommandTable const& table, CLI::App const& command) {
    for (CLI::Option const* option : command.get_options()) {
        auto const declared = table.options.find(option);
        if (declared == table.options.end() || option->count() == 0) continue;
        nlohmann::json const& schema = declared->second;
        std::string const name =
            option->get_lnames().empty() ? option->get_name() : "--" + option->get_lnames().front();
        for (std::string const& value : option->results()) {
            if (schema.contains("enum"))
                check_word(name, value, schema["enum"].get<std::vector<std::string>>());
            if (schema.contains("minimum") &&
                value.starts_with('-'))  // CLI11 counts on from the largest number
                fail(ErrorKind::usage, {.code = "bad_option",
                                        .path = name,
                                        .value = value,
                                        .problem = "is below zero",
                                        .allowed = "whole numbers from " + schema["minimum"].dump() + " on",
                                        .suggestion = ""});
        }
    }
}

std::map<std::string, std::string> values_from_environment(CommandTable const& table,
                                                           CLI::App const& command) {
    std::map<std::string, std::string> sources;
    for (CLI::Option const* option : command.get_options()) {
        if (option->get_envname().empty() || !option->nonpositional()) continue;
        std::string const name = "--" + option->get_lnames().front();
        char const* const value = std::getenv(option->get_envname().c_str());
        if (value != nullptr && *value != '\0' && !is_typed(table.argv, name))
            sources[name] = option->get_envname();
    }
    return sources;
}

}  // namespace basicbot
