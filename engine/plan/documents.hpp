#pragma once
// The documents behind `basicbot strategies` and `basicbot indicators`.

#include <nlohmann/json.hpp>

#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Every shipped strategy: [{name, title, description, source, parameters, rules, ...}].
nlohmann::json list_strategies();

// One strategy, checked against the catalogue and lowered with its defaults: the list's fields and columns,
// comparisons, warm-up at the defaults. Throws Error(config) where it is malformed.
nlohmann::json check_strategy(Strategy const& strategy);

// The catalogue: [{name, title, group, usage, inputs, outputs, parameters, formula, source, degenerate}].
nlohmann::json list_indicators();

}  // namespace basicbot
