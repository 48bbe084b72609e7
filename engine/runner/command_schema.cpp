#include "engine/runner/command_schema.hpp"

#include <algorithm>
#include <utility>

#include "engine/catalogue/names.hpp"
#include "engine/config/study_schema.hpp"
#include "engine/cube/run_plan.hpp"
#include "engine/observe/nearest.hpp"
#include "engine/observe/progress.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/command_line.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

constexpr char const* dialect = "https://json-schema.org/draft/2020-12/schema";

// What is no command's document.
struct FileSchema {
    char const* name;
    char const* description;
    json (*schema)();
};

constexpr FileSchema files[] = {
    {"study.toml", "a study file", [] { return study_schema(catalogue_names()); }},
    {"profile", "a profile, or a study that leaves fields to one",
     [] { return profile_schema(catalogue_names()); }},
    {"progress", "a line of --progress=json", [] { return progress_line_shape().schema; }},
    {"log", "a line of --log-format=json", [] { return log_line_shape().schema; }},
    {"run.json", "the facts beside a cube", [] { return run_facts_shape().schema; }},
    {"plan.json", "what a run folder is for", [] { return run_plan_shape().schema; }},
    {"status.json", "how far a run is", [] { return run_status_shape().schema; }},
    {"version", "what --version --json prints", [] { return version_shape().schema; }},
    {"error", "why a command failed", [] { return error_shape().schema; }},
};

json failure_schema() {
    return shape::object({{"error", shape::named("error")}}, "a command that has no answer").schema;
}

json answer_or_failure(std::string const& document) {
    return shape::any_of({shape::named(document), shape::named("failure")}).schema;
}

json head(std::string const& title, std::string const& description) {
    return {{"$schema", dialect}, {"title", title}, {"description", description}};
}

json schema_of(CommandSchema command) {
    json schema = head("basicbot " + command.name, command.description);
    schema.update(answer_or_failure("document"));
    schema["$defs"] = {{"request", std::move(command.request)},
                       {"document", std::move(command.document)},
                       {"error", error_shape().schema},
                       {"failure", failure_schema()}};
    return schema;
}

json schema_of(FileSchema const& file) {
    json schema = file.schema();
    schema.update(head(file.name, file.description));
    return schema;
}

json everything() {
    json schema = head("basicbot", "what the program takes, gives and writes");
    json& defs = schema["$defs"];
    defs["failure"] = failure_schema();
    for (CommandSchema& command : command_schemas()) {
        std::string name = command.name;
        std::replace(name.begin(), name.end(), ' ', '_');
        defs[name] = answer_or_failure(name + ".document");
        defs[name]["title"] = "basicbot " + command.name;
        defs[name]["description"] = command.description;
        defs[name + ".request"] = std::move(command.request);
        defs[name + ".document"] = std::move(command.document);
    }
    for (FileSchema const& file : files) defs[file.name] = file.schema();
    return schema;
}

json list() {
    json document = {{"command", "schema"}, {"commands", json::array()}, {"files", json::array()}};
    for (CommandSchema const& command : command_schemas())
        document["commands"].push_back({{"name", command.name}, {"description", command.description}});
    for (FileSchema const& file : files)
        document["files"].push_back({{"name", file.name}, {"description", file.description}});
    return document;
}

}  // namespace

Outcome schema_command(SchemaRequest const& request) {
    if (request.all) return {everything()};
    if (request.name.empty()) return {list()};
    std::string name;
    for (std::string const& word : request.name) name += (name.empty() ? "" : " ") + word;
    std::vector<std::string> names;
    for (CommandSchema& command : command_schemas()) {
        if (command.name == name) return {schema_of(std::move(command))};
        names.push_back(command.name);
    }
    for (FileSchema const& file : files) {
        if (file.name == name) return {schema_of(file)};
        names.emplace_back(file.name);
    }
    std::string allowed;
    for (std::string const& known : names) allowed += (allowed.empty() ? "" : ", ") + known;
    std::string const near = did_you_mean(name, names);
    fail(ErrorKind::usage, {.code = "unknown_schema",
                            .path = "NAME",
                            .value = name,
                            .problem = "no such command or file",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "name one of them" : near});
}

Shape schema_shape() {
    using namespace shape;
    Shape const entries = list(object({{"name", text()}, {"description", text()}}));
    Shape const schema{{{"type", "object"},
                        {"properties", {{"$schema", exactly(dialect).schema}}},
                        {"required", {"$schema"}},
                        {"description", "a JSON Schema"}}};
    return any_of({document_shape("schema", {{"commands", entries}, {"files", entries}}), schema});
}

std::string schema_text(json const& document) {
    if (document.contains("$schema")) return document.dump(1) + "\n";
    std::string text;
    for (char const* kind : {"commands", "files"}) {
        TextTable table({kind, "what it is"});
        for (json const& entry : document.at(kind))
            table.add({entry.at("name").get<std::string>(), entry.at("description").get<std::string>()});
        text += (text.empty() ? "" : "\n") + table.text();
    }
    return text;
}

}  // namespace basicbot
