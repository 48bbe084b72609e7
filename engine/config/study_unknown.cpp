#include "engine/config/study_unknown.hpp"

#include <algorithm>

#include "engine/config/field_reader.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

using Names = std::vector<std::string>;

bool holds(Names const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void refuse(std::string const& path, toml::node const& node, std::string const& problem,
                         std::string const& suggestion, Names const& allowed) {
    std::string names;
    for (auto const& name : allowed) names += (names.empty() ? "" : ", ") + name;
    fail(ErrorKind::config, {.code = "unknown_field",
                             .path = shown(path),
                             .value = shown(node),
                             .problem = problem + place_of(node),
                             .allowed = names,
                             .suggestion = suggestion});
}

Names sections_of(std::vector<StudyField> const& fields) {
    Names names;
    for (auto const& field : fields)
        if (names.empty() || names.back() != field.section) names.push_back(field.section);
    return names;
}

// Returns where no path model has the field.
void refuse_other_model(std::string const& path, std::string const& name, toml::node const& node,
                        std::vector<StudyField> const& fields, std::string const& model) {
    Names own;
    std::string others;
    for (auto const& field : fields) {
        if (field.model.empty()) continue;
        if (field.model == model) own.push_back(field.name);
        if (field.path() == path) others += (others.empty() ? "model = \"" : " or \"") + field.model + "\"";
    }
    if (others.empty()) return;
    refuse(path, node,
           "the path model " + model + " has no such parameter" + (own.empty() ? ", it has none" : ""),
           did_you_mean(name, own, "leave it out, or use " + others), own);
}

}  // namespace

void refuse_unknown_fields(toml::table const& table, std::vector<StudyField> const& fields,
                           std::string const& model) {
    Names const sections = sections_of(fields);
    for (auto const& [key, node] : table) {
        std::string const section(key.str());
        if (!holds(sections, section))
            refuse(section, node, "no such section", did_you_mean(section, sections), sections);
        auto const* const inner = node.as_table();
        if (inner == nullptr)
            refuse(section, node, "the section is not a table",
                   "write [" + section + "] and its fields below", {});
        if (section == "params") continue;
        Names names, elsewhere;
        for (auto const& field : fields) {
            if (!belongs(field, model)) continue;
            bool const here = field.section == section;
            (here ? names : elsewhere).push_back(here ? field.name : field.path());
        }
        for (auto const& [inner_key, value] : *inner) {
            std::string const name(inner_key.str()), path = section + "." + name;
            if (holds(names, name)) continue;
            refuse_other_model(path, name, value, fields, model);
            std::string mend = did_you_mean(name, names);
            for (auto const& other : elsewhere)  // the right name in the wrong section
                if (other.ends_with("." + name)) mend = "did you mean '" + other + "'?";
            refuse(path, value, "no such field", mend, names);
        }
    }
}

}  // namespace basicbot
