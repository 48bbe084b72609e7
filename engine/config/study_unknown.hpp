#pragma once
// Names in a study that no field has.

#include <string>
#include <vector>

#include "engine/config/study_field.hpp"
#include "engine/config/toml_library.hpp"

namespace basicbot {

// Whether a study with this path model has the field at all.
inline bool belongs(StudyField const& field, std::string const& model) {
    return field.model.empty() || field.model == model;
}

// Throws Error(config) at the first section or field that is none, with the names that were probably meant; a
// parameter of another path model is one that `model` does not have. Names in [params] are free.
void refuse_unknown_fields(toml::table const& table, std::vector<StudyField> const& fields,
                           std::string const& model);

}  // namespace basicbot
