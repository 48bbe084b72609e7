#include "engine/cube/run_plan.hpp"

#include <map>
#include <set>
#include <sstream>

#include "engine/cube/text_hash.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

std::string dumped(json const& document, int indent = -1) {
    return document.dump(indent, ' ', false, json::error_handler_t::replace);
}

[[noreturn]] void refuse_plan(std::string const& path, std::string const& problem) {
    fail(ErrorKind::data, {.code = "bad_plan",
                           .path = path,
                           .value = "",
                           .problem = problem,
                           .allowed = "",
                           .suggestion = "name a run folder, or start the study in another one"});
}

// "[section] field" -> value, of a study's canonical text.
std::map<std::string, std::string> fields_of(std::string const& text) {
    std::map<std::string, std::string> fields;
    std::istringstream lines(text);
    std::string section;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("[")) section = line;
        std::size_t const equals = line.find(" = ");
        if (equals != std::string::npos)
            fields[section + " " + line.substr(0, equals)] = line.substr(equals + 3);
    }
    return fields;
}

template <class Value>
std::string value_of(std::map<std::string, Value> const& all, std::string const& name) {
    auto const at = all.find(name);
    return at == all.end() ? "nothing" : at->second;
}

void compare(std::string const& what, std::map<std::string, std::string> const& there,
             std::map<std::string, std::string> const& now, std::vector<std::string>& differences) {
    std::set<std::string> names;
    for (auto const* side : {&there, &now})
        for (auto const& [name, value] : *side) names.insert(name);
    for (std::string const& name : names) {
        std::string const a = value_of(there, name), b = value_of(now, name);
        if (a != b) differences.push_back(what + " " + name + ": " + a + " there, " + b + " now");
    }
}

std::map<std::string, std::string> bars_of(json const& identity) {
    std::map<std::string, std::string> bars;
    for (json const& series : identity.at("data"))
        bars[series.at("symbol").get<std::string>() + " " + series.at("timeframe").get<std::string>()] =
            series.at("hash");
    return bars;
}

json checked(json document) {
    document.erase("checksum");
    return document;
}

}  // namespace

std::string RunPlan::hash() const { return text_hash(dumped(identity)); }

std::string plan_text(RunPlan const& plan) {
    json document = {{"v", 1},
                     {"identity", plan.identity},
                     {"hash", plan.hash()},
                     {"parts", plan.parts},
                     {"store", plan.store},
                     {"store_path", plan.store_path},
                     {"cube", plan.cube}};
    // A path need not be UTF-8; the checksum is that of what a reader will see.
    document = json::parse(dumped(document));
    document["checksum"] = text_hash(dumped(document));
    return dumped(document, 1) + "\n";
}

Shape run_plan_shape() {
    using namespace shape;
    Shape const data = object({{"symbol", text()}, {"timeframe", text()}, {"hash", text("of all bars")}});
    Shape const of_cells = object({{"cells", whole("of the grid", "cells")},
                                   {"costs", whole("variants of costs and stops")},
                                   {"windows", list(whole(), "of each symbol")},
                                   {"metrics", list(text())},
                                   {"part_cells", whole("of one part", "cells")}});
    Shape const of_paths = object({{"paths", whole("of each symbol", "paths")},
                                   {"fan_paths", whole("of them, the first, whose levels are kept", "paths")},
                                   {"bands", whole("levels of a path")},
                                   {"part_paths", whole("of one part", "paths")},
                                   {"fan_part_paths", whole("of one part of those with levels", "paths")}});
    return object({{"v", exactly(1)},
                   {"identity", object({{"study", text("canonical TOML")},
                                        {"rules", text("hash of the strategy's text")},
                                        {"data", list(data)},
                                        {"numeric_contract", text()},
                                        {"layout", any_of({of_cells, of_paths})}},
                                       "everything that decides the bytes")},
                   {"hash", text("of the identity")},
                   {"parts", whole("", "parts")},
                   {"store", text("as the study named it")},
                   {"store_path", text("from the root")},
                   {"cube", text("of the result, seen from the folder")},
                   {"checksum", text("of all else")}},
                  "plan.json of a run folder: what the run is for");
}

RunPlan parse_plan(std::string const& text, std::string const& path) {
    json const document = json::parse(text, nullptr, false);
    if (document.is_discarded() || !document.is_object() || !document.contains("checksum"))
        refuse_plan(path, "no plan of a run");
    if (document.value("v", json(0)) != json(1))
        refuse_plan(path, "a plan of another version of the program");
    if (document["checksum"] != json(text_hash(dumped(checked(document)))))
        refuse_plan(path, "the plan is damaged: it does not fit its checksum");
    RunPlan plan;
    plan.identity = document.at("identity");
    plan.parts = document.at("parts");
    plan.store = document.at("store");
    plan.store_path = document.at("store_path");
    plan.cube = document.at("cube");
    if (document.at("hash") != json(plan.hash()))
        refuse_plan(path, "the plan is damaged: it does not fit its hash");
    return plan;
}

std::vector<std::string> plan_differences(json const& there, json const& now) {
    std::vector<std::string> differences;
    if (there.at("study") != now.at("study"))
        compare("study", fields_of(there.at("study")), fields_of(now.at("study")), differences);
    if (there.at("rules") != now.at("rules"))
        differences.push_back("rules of the strategy: " + there.at("rules").get<std::string>() + " there, " +
                              now.at("rules").get<std::string>() + " now");
    compare("bars", bars_of(there), bars_of(now), differences);
    if (there.at("numeric_contract") != now.at("numeric_contract"))
        differences.push_back("numeric contract: " + there.at("numeric_contract").get<std::string>() +
                              " there, " + now.at("numeric_contract").get<std::string>() + " now");
    return differences;
}

}  // namespace basicbot
