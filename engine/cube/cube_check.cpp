#include "engine/cube/cube_check.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

// Attributes that netCDF-4, CF or this format write themselves.
constexpr std::array<std::string_view, 11> owned_names = {
    "CLASS", "NAME",      "DIMENSION_LIST", "REFERENCE_LIST", "_Netcdf4Dimid", "_FillValue",
    "units", "long_name", "coordinates",    "Conventions",    "content_hash"};

[[noreturn]] void refuse_shape(std::string const& path, std::string const& value,
                               std::string const& problem) {
    fail(ErrorKind::internal, {.code = "bad_cube_shape",
                               .path = path,
                               .value = value,
                               .problem = problem,
                               .allowed = {},
                               .suggestion = "report this as a mistake of the program"});
}

bool is_name(std::string_view name) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    auto const rest = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && name.size() <= 200 && letter(name[0]) &&
           std::all_of(name.begin(), name.end(), rest);
}

// Well-formed UTF-8 without a NUL (a NUL ends an HDF5 string).
bool is_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        unsigned char const lead = static_cast<unsigned char>(text[i]);
        int const more = lead < 0x80                   ? 0
                         : lead >= 0xC2 && lead < 0xE0 ? 1
                         : lead >= 0xE0 && lead < 0xF0 ? 2
                                                       : 3;
        if (lead == 0 || (lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || i + more >= text.size())
            return false;
        std::uint32_t code = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int k = 1; k <= more; ++k) {
            unsigned char const next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xC0) != 0x80) return false;
            code = code << 6 | (next & 0x3F);
        }
        bool const overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
        if (overlong || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) return false;
        i += more + 1;
    }
    return true;
}

void check_text(std::string const& path, std::string const& text) {
    if (!is_text(text)) refuse_shape(path, "", "text is not UTF-8 without NUL");
}

void check_attributes(std::string const& path, std::vector<std::pair<std::string, std::string>> const& list) {
    std::set<std::string> seen;
    for (auto const& [name, value] : list) {
        if (!is_name(name)) refuse_shape(path, name, "attribute name is not an identifier");
        if (std::find(owned_names.begin(), owned_names.end(), name) != owned_names.end())
            refuse_shape(path, name, "attribute name belongs to the file format");
        if (!seen.insert(name).second) refuse_shape(path, name, "attribute is given twice");
        check_text(path + "." + name, value);
    }
}

template <class Object>
void check_object(Object const& object, std::set<std::string>& names) {
    if (!is_name(object.name)) refuse_shape("cube", object.name, "name is not an identifier");
    if (!names.insert(object.name).second) refuse_shape("cube", object.name, "two objects have one name");
    check_text(object.name + ".units", object.units);
    check_text(object.name + ".long_name", object.long_name);
    if (auto const* texts = std::get_if<std::vector<std::string>>(&object.values))
        for (auto const& text : *texts) check_text(object.name, text);
}

}  // namespace

std::size_t length_of(CubeAxis const& axis) {
    return std::visit([](auto const& list) { return list.size(); }, axis.values);
}

std::size_t length_of(CubeVariable const& variable) {
    return std::visit([](auto const& list) { return list.size(); }, variable.values);
}

bool is_scalar_coordinate(Cube const& cube, CubeAxis const& axis) {
    if (!axis.along.empty() || length_of(axis) != 1) return false;
    bool const carries_variable = std::any_of(
        cube.variables.begin(), cube.variables.end(),
        [&](auto const& v) { return std::find(v.axes.begin(), v.axes.end(), axis.name) != v.axes.end(); });
    return !carries_variable && std::none_of(cube.axes.begin(), cube.axes.end(),
                                             [&](auto const& a) { return a.along == axis.name; });
}

void check_cube(Cube const& cube) {
    std::set<std::string> names;
    std::map<std::string, std::size_t> lengths;
    for (auto const& axis : cube.axes) {
        check_object(axis, names);
        if (length_of(axis) == 0) refuse_shape(axis.name, "", "axis has no values");
        if (axis.along.empty()) lengths[axis.name] = length_of(axis);
    }
    for (auto const& axis : cube.axes) {
        if (axis.along.empty()) continue;
        if (!lengths.contains(axis.along))
            refuse_shape(axis.name, axis.along, "coordinate lies along no axis");
        if (lengths[axis.along] != length_of(axis))
            refuse_shape(axis.name, axis.along, "coordinate has another length");
    }
    for (auto const& variable : cube.variables) {
        check_object(variable, names);
        check_attributes(variable.name, variable.attributes);
        std::size_t size = 1;
        std::set<std::string> used;
        for (auto const& axis : variable.axes) {
            if (!lengths.contains(axis)) refuse_shape(variable.name, axis, "variable lies on no such axis");
            if (!used.insert(axis).second)
                refuse_shape(variable.name, axis, "variable lies on one axis twice");
            size *= lengths[axis];
        }
        if (variable.axes.size() > 32) refuse_shape(variable.name, "", "variable has more than 32 axes");
        if (size != length_of(variable))
            refuse_shape(variable.name, "", "number of values does not fit the axes");
    }
    check_attributes("cube", cube.attributes);
}

}  // namespace basicbot
