#pragma once
// Reads and checks a study file (DESIGN 6).

#include <map>
#include <string>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/config/study_field.hpp"

namespace basicbot {

using Environment = std::map<std::string, std::string>;

// The variables of this process; the only place where the configuration reads them.
Environment process_environment();

// The study in the file `path`. `overrides` are the texts of --set ("section.field=value": TOML, bare words
// are texts); `known` are the names of metrics and path models (engine/catalogue/names.hpp has those that are
// compiled in); `environment` may hold BASICBOT_<SECTION>_<FIELD>. Precedence: overrides > environment > file
// > default. Study::text is the canonical TOML of the effective study: every field that the kind uses, in
// table order, defaults written out; without data.store and output.cube, which are places and no content
// (A25). With a data.store it reads back as the same study. Throws Error(config): one line with field, value,
// allowed values and the mend; Error(usage) for a malformed override.
Study read_study(std::string const& path, std::vector<std::string> const& overrides, KnownNames const& known,
                 Environment const& environment = {});

// The same for a study in memory; `file` stands for its name in messages and in the default of study.name.
Study parse_study(std::string const& text, std::string const& file, std::vector<std::string> const& overrides,
                  KnownNames const& known, Environment const& environment = {});

// Rules that join several fields (study_check.cpp), with the paths of all fields that were written. Called by
// parse_study.
void check_study(Study const& study, std::vector<std::string> const& written);

}  // namespace basicbot
