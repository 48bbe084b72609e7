#include "engine/observe/shape.hpp"

#include <utility>

namespace basicbot::shape {

using nlohmann::json;

namespace {

Shape made(json schema, std::string const& what, std::string const& unit = "") {
    if (!what.empty()) schema["description"] = what;
    if (!unit.empty()) schema["x-unit"] = unit;
    return {std::move(schema)};
}

}  // namespace

Shape text(std::string const& what) { return made({{"type", "string"}}, what); }

Shape whole(std::string const& what, std::string const& unit) {
    return made({{"type", "integer"}, {"minimum", 0}}, what, unit);
}

Shape number(std::string const& what, std::string const& unit) {
    return made({{"type", "number"}}, what, unit);
}

Shape flag(std::string const& what) { return made({{"type", "boolean"}}, what); }

Shape time(std::string const& what) {
    return made({{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$"}}, what, "UTC");
}

Shape exactly(json const& value) { return {{{"const", value}}}; }

Shape word(std::vector<std::string> const& words, std::string const& what) {
    return made({{"type", "string"}, {"enum", words}}, what);
}

Shape list(Shape of, std::string const& what) {
    return made({{"type", "array"}, {"items", std::move(of.schema)}}, what);
}

Shape object(std::vector<Member> const& members, std::string const& what) {
    json schema = {{"type", "object"}, {"properties", json::object()}, {"additionalProperties", false}};
    json required = json::array();
    for (Member const& member : members) {
        schema["properties"][member.name] = member.shape.schema;
        if (member.always) required.push_back(member.name);
    }
    if (!required.empty()) schema["required"] = std::move(required);
    return made(std::move(schema), what);
}

Shape by_name(Shape of, std::string const& what) {
    return made({{"type", "object"}, {"additionalProperties", std::move(of.schema)}}, what);
}

Shape or_null(Shape of) {
    json& type = of.schema["type"];
    if (type.is_string() && !of.schema.contains("enum")) {
        type = json::array({type, "null"});
        return of;
    }
    if (type.is_null()) of.schema.erase("type");
    return any_of({std::move(of), Shape{{{"type", "null"}}}});
}

Shape any_of(std::vector<Shape> const& shapes) {
    json list = json::array();
    for (Shape const& shape : shapes) list.push_back(shape.schema);
    return {{{"anyOf", std::move(list)}}};
}

Shape anything(std::string const& what) { return made(json::object(), what); }

Shape named(std::string const& name) { return {{{"$ref", "#/$defs/" + name}}}; }

Member maybe(std::string const& name, Shape shape) { return {name, std::move(shape), false}; }

std::vector<Member> joined(std::vector<Member> members, std::vector<Member> const& more) {
    members.insert(members.end(), more.begin(), more.end());
    return members;
}

}  // namespace basicbot::shape
