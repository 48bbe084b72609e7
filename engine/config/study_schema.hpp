#pragma once
// A study file as JSON Schema, out of the table of its fields: for editors, and for programs that write
// studies.

#include <nlohmann/json.hpp>

#include "engine/config/study_field.hpp"

namespace basicbot {

// A file that is a study by itself: with the fields that its kind needs. One that leaves some of them to a
// profile, the environment or --set fits profile_schema.
nlohmann::json study_schema(KnownNames const& known);

// The same sections and fields, and none of them needed.
nlohmann::json profile_schema(KnownNames const& known);

// One field: type, unit, range, words, default.
nlohmann::json field_schema(StudyField const& field);

}  // namespace basicbot
