#pragma once
// The catalogues' part in a study: which metrics and path models it may name.

#include "engine/config/study_field.hpp"

namespace basicbot {

// Of everything that is compiled in.
KnownNames const& catalogue_names();

}  // namespace basicbot
