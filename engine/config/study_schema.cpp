#include "engine/config/study_schema.hpp"

#include <string>
#include <utility>

namespace basicbot {

namespace {

using nlohmann::json;

json number_of(FieldRange const& range, char const* type = "number") {
    return {{"type", type},
            {range.without_low ? "exclusiveMinimum" : "minimum", range.low},
            {range.without_high ? "exclusiveMaximum" : "maximum", range.high}};
}

json text_of(std::string const& form) {
    json schema = {{"type", "string"}};
    if (form == "nonempty") schema["minLength"] = 1;
    if (form == "name") schema["pattern"] = "^[A-Za-z0-9_.-]{1,64}$";
    if (form == "timeframe") schema["pattern"] = "^[0-9]+[smhdw]$";
    return schema;
}

json word_of(std::vector<std::string> const& words) {
    json schema = {{"type", "string"}};
    if (!words.empty()) schema["enum"] = words;
    return schema;
}

json list_of(json item) { return {{"type", "array"}, {"items", std::move(item)}, {"uniqueItems", true}}; }

// A value, {from, to, step} or {sweep = [...]}.
json axis_of(FieldRange const& range) {
    json const value = number_of(range);
    json const ends = {
        {"type", "object"},
        {"properties",
         {{"from", value}, {"to", value}, {"step", {{"type", "number"}, {"exclusiveMinimum", 0}}}}},
        {"required", {"from", "to", "step"}},
        {"additionalProperties", false}};
    json list = list_of(value);
    list["minItems"] = 1;
    json const sweep = {{"type", "object"},
                        {"properties", {{"sweep", std::move(list)}}},
                        {"required", {"sweep"}},
                        {"additionalProperties", false}};
    return {{"anyOf", {value, ends, sweep}}};
}

json value_of(StudyField const& field) {
    switch (field.type) {
        case FieldType::text:
            return text_of(field.form);
        case FieldType::word:
            return word_of(field.words);
        case FieldType::whole:
            return number_of(field.range, "integer");
        case FieldType::number:
            return number_of(field.range);
        case FieldType::flag:
            return {{"type", "boolean"}};
        case FieldType::time:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$"}};
        case FieldType::texts:
            return list_of(text_of(field.form));
        case FieldType::words:
            return list_of(word_of(field.words));
        case FieldType::numbers:
            return list_of(number_of(field.range));
        case FieldType::axis:
            return axis_of(field.range);
    }
    return json::object();
}

json section_schema() {
    return {{"type", "object"}, {"properties", json::object()}, {"additionalProperties", false}};
}

// {section: {field: value}}, the fields written.
json says(char const* section, char const* field, json value) {
    json const inner = {{"properties", {{field, {{"const", std::move(value)}}}}}, {"required", {field}}};
    return {{"properties", {{section, inner}}}, {"required", {section}}};
}

json needs(char const* section, std::vector<std::string> const& fields) {
    return {{"properties", {{section, {{"required", fields}}}}}, {"required", {section}}};
}

}  // namespace

json field_schema(StudyField const& field) {
    json schema = value_of(field);
    schema["description"] = field.help + (field.absent.empty() ? "" : "; " + field.absent);
    if (!field.unit.empty()) schema["x-unit"] = field.unit;
    if (!field.initial.empty()) schema["default"] = json::parse(field.initial);  // such TOML is JSON, too
    return schema;
}

json profile_schema(KnownNames const& known) {
    json schema = section_schema();
    json& sections = schema["properties"];
    for (StudyField const& field : study_fields(known)) {
        if (!sections.contains(field.section)) sections[field.section] = section_schema();
        json& fields = sections[field.section]["properties"];
        json one = field_schema(field);
        if (!fields.contains(field.name))
            fields[field.name] = std::move(one);
        else if (fields[field.name].contains("anyOf"))  // of several path models, each with its own range
            fields[field.name]["anyOf"].push_back(std::move(one));
        else
            fields[field.name] = {{"anyOf", {fields[field.name], std::move(one)}}};
    }
    json& params = sections["params"];
    params["additionalProperties"] = field_schema(parameter_field("NAME"));
    params["propertyNames"] = {{"pattern", "^[A-Za-z_][A-Za-z0-9_]{0,63}$"}};
    return schema;
}

json study_schema(KnownNames const& known) {
    json schema = profile_schema(known);
    schema["required"] = {"data"};
    schema["properties"]["data"]["required"] = {"store", "symbols", "timeframe"};
    json const paths = says("study", "kind", "montecarlo");
    json const of_strategy = says("montecarlo", "of", "strategy");
    json const trade = {{"allOf", {needs("strategy", {}), needs("execution", {"fee_bps", "slippage_bps"})}}};
    schema["allOf"] = {
        {{"if", says("study", "kind", "walkforward")}, {"then", needs("walkforward", {"train", "test"})}},
        {{"if", paths}, {"then", true}, {"else", trade}},
        {{"if", {{"allOf", {paths, of_strategy}}}}, {"then", trade}}};
    return schema;
}

}  // namespace basicbot
