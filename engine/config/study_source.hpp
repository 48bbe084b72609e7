#pragma once
// The sources of a study joined into one TOML table: profile, then file, environment and --set (DESIGN 6).

#include <map>
#include <string>
#include <vector>

#include "engine/config/study_field.hpp"
#include "engine/config/study_reader.hpp"
#include "engine/config/toml_library.hpp"

namespace basicbot {

struct StudySource {
    toml::table table;
    std::vector<std::string> params;  // names in [params] beside `where`, in the order they were written
    std::map<std::string, std::string> origins;  // "section.field" -> Setting::origin
};

// `text` is the file's content, `file` its name for messages. Throws Error(config) with file:line:column for
// a syntax error, Error(usage) for an override that is not a.b=value, Error(config) for an unknown
// environment field.
StudySource join_sources(Profile const& profile, std::string const& text, std::string const& file,
                         std::map<std::string, std::string> const& environment,
                         std::vector<std::string> const& overrides, std::vector<StudyField> const& fields);

}  // namespace basicbot
