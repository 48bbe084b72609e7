#include "tests/support/schema_check.hpp"

#if __has_include(<valijson/validator.hpp>)
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#endif

#include <algorithm>
#include <map>
#include <memory>

#include "engine/runner/command_schema.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

#if __has_include(<valijson/validator.hpp>)
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// The schema of one entry of $defs, which may name others.
valijson::Schema const& schema_of(std::string const& name) {
    static json const all = schema_command({{}, true}).document;
    static std::map<std::string, std::unique_ptr<valijson::Schema>> schemas;
    auto& schema = schemas[name];
    if (!schema) {
        json const root = {{"$ref", "#/$defs/" + name}, {"$defs", all.at("$defs")}};
        schema = std::make_unique<valijson::Schema>();
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(root), *schema);
    }
    return *schema;
}

std::string problem(std::string const& name, json const& value) {
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(schema_of(name), Adapter(value), &results)) return "";
    std::string text = name + ":";
    for (auto const& error : results) {
        text += " ";
        for (std::string const& place : error.context) text += place;
        text += " " + error.description + ";";
    }
    return text;
}
#else
std::string problem(std::string const&, json const&) { return ""; }
#endif

}  // namespace

std::string document_problem(json const& document) {
    if (document.contains("$schema")) return "";
    if (document.contains("program")) return problem("version", document);
    if (!document.contains("command")) return problem("failure", document);
    std::string name = document["command"].get<std::string>();
    std::replace(name.begin(), name.end(), ' ', '_');
    return problem(name + ".document", document);
}

std::string line_problem(json const& line) {
    return problem(line.contains("stage") ? "progress" : "log", line);
}

}  // namespace basicbot
