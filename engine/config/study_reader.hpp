#pragma once
// Reads and checks a study file (DESIGN 6).

#include <map>
#include <string>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/config/study_field.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

using Environment = std::map<std::string, std::string>;

// Fields of a study that stand below the study's own (profile.hpp finds them).
struct Profile {
    std::string name, path, text;  // "" = none; TOML in the form of a study
};

// One field of the effective study.
struct Setting {
    std::string section, name;
    std::string value;   // TOML
    std::string origin;  // "default", "<file>:<line>" of study or profile, an environment variable, "--set"
};

struct EffectiveStudy {
    Study study;
    std::vector<Setting> settings;  // every field that the kind uses and that has a value, in table order
    std::vector<Error> problems;    // rules between fields that it breaks; a study that is run breaks none
};

// The variables of this process; the only place where the configuration reads them.
Environment process_environment();

// The study in the file `path`. `overrides` are the texts of --set ("section.field=value": TOML, bare words
// are texts); `known` are the names of metrics and path models (engine/catalogue/names.hpp has those that are
// compiled in); `environment` may hold BASICBOT_<SECTION>_<FIELD>. Precedence: overrides > environment > file
// > profile > default. Study::text is the canonical TOML of the effective study: every field that the kind
// uses, in table order, defaults written out; without data.store and output.cube, which are places and no
// content (A25). With a data.store it reads back as the same study. Throws Error(config): one line with
// field, value, allowed values and the mend; Error(usage) for a malformed override.
Study read_study(std::string const& path, std::vector<std::string> const& overrides, KnownNames const& known,
                 Environment const& environment = {}, Profile const& profile = {});

// The same for a study in memory; `file` stands for its name in messages and in the default of study.name.
Study parse_study(std::string const& text, std::string const& file, std::vector<std::string> const& overrides,
                  KnownNames const& known, Environment const& environment = {}, Profile const& profile = {});

// read_study with where every value comes from. A study that lacks fields, or whose fields do not go
// together, is no error here: `problems` has them all.
EffectiveStudy read_effective_study(std::string const& path, std::vector<std::string> const& overrides,
                                    KnownNames const& known, Environment const& environment,
                                    Profile const& profile);

// The text of a file of settings, 1 MiB at most. Throws Error(config, "no_<what>") where it cannot be read.
std::string read_settings(std::string const& path, std::string const& what);

// What is wrong by the rules that join several fields (study_check.cpp), with the paths of all fields that
// were written.
std::vector<Error> study_problems(Study const& study, std::vector<std::string> const& written);

}  // namespace basicbot
