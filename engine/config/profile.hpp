#pragma once
// What a machine or a stage of work says about every study that runs there: fields of a study in a file of
// their own, below the study itself and above the defaults (DESIGN 6).

#include <string>

#include "engine/config/study_reader.hpp"

namespace basicbot {

// `asked` (--profile, else BASICBOT_PROFILE) is dev, test or prod, or the path of a TOML file, whose stem is
// then the name; empty = none. The file of dev, test and prod is <name>.toml in $XDG_CONFIG_HOME/basicbot or
// ~/.config/basicbot, else in /etc/basicbot; it need not exist. Throws Error(usage) for another name,
// Error(config) for a file that cannot be read.
Profile find_profile(std::string const& asked, Environment const& environment);

// Under the profile "prod" Error(config) where `path` may be written by anyone on this machine: another's
// hand in bars, studies or results goes unseen. `field` begins the message.
void refuse_open_to_all(Profile const& profile, std::string const& field, std::string const& path);

}  // namespace basicbot
