#pragma once
// What a figure was measured on.

#include <nlohmann/json.hpp>

namespace basicbot {

// cpu, cores (usable by this process), instruction_sets, compiler, build, load (1 minute).
nlohmann::json machine_facts();

}  // namespace basicbot
