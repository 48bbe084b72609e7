#pragma once
// The documents behind `basicbot strategies`, `basicbot indicators` and `basicbot models`.

#include <nlohmann/json.hpp>

#include "engine/observe/shape.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Every shipped strategy: [{name, title, description, source, parameters, rules, ...}].
nlohmann::json list_strategies();

// One strategy, checked against the catalogue and lowered with its defaults: the list's fields and columns,
// comparisons, warm-up at the defaults. Throws Error(config) where it is malformed.
nlohmann::json check_strategy(Strategy const& strategy);

// The catalogue: [{name, title, group, usage, inputs, outputs, parameters, formula, source, degenerate}].
nlohmann::json list_indicators();

// The path models: [{name, title, parameters, formula, source, degenerate, accuracy, ...}]. The default of a
// parameter that history gives is null, and `calibrated` says how.
nlohmann::json list_models();

// An entry of each list; of a strategy also as check_strategy has it.
Shape strategy_shape();
Shape indicator_shape();
Shape path_model_shape();

}  // namespace basicbot
