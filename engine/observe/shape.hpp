#pragma once
// What a document holds, said once as data: JSON Schema (draft 2020-12) is made of it. A command's shape
// stands beside the function that makes its document, and the tests hold the two together.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace basicbot {

// A value as its schema.
struct Shape {
    nlohmann::json schema = nlohmann::json::object();
};

struct Member {
    std::string name;
    Shape shape;
    bool always = true;  // false: may be left out
};

// Builders. `what` says what the value is; a unit goes under "x-unit".
namespace shape {

Shape text(std::string const& what = "");
Shape whole(std::string const& what = "", std::string const& unit = "");  // 0 or above
Shape number(std::string const& what = "", std::string const& unit = "");
Shape flag(std::string const& what = "");
Shape time(std::string const& what = "");  // UTC, ISO 8601
Shape exactly(nlohmann::json const& value);
Shape word(std::vector<std::string> const& words, std::string const& what = "");
Shape list(Shape of, std::string const& what = "");
// Nothing but these members.
Shape object(std::vector<Member> const& members, std::string const& what = "");
// Members of any name, all of one shape.
Shape by_name(Shape of, std::string const& what = "");
Shape or_null(Shape of);
Shape any_of(std::vector<Shape> const& shapes);
Shape anything(std::string const& what = "");
// What is described once per schema, under $defs.
Shape named(std::string const& name);

Member maybe(std::string const& name, Shape shape);
// `more` behind `members`.
std::vector<Member> joined(std::vector<Member> members, std::vector<Member> const& more);

}  // namespace shape

}  // namespace basicbot
