#pragma once
// The strategies inside the program, and finding the strategy that a study names.

#include <span>
#include <string_view>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// One file of engine/strategy/shipped, as text.
struct ShippedStrategy {
    char const* name;
    char const* text;
};

// All of them, by name.
std::span<ShippedStrategy const> shipped_strategies();

// A shipped strategy by name, or a file whose path ends in ".strategy". Throws Error(config) where there is
// none; `path` is the study's field, for the message.
Strategy open_strategy(std::string const& use, std::string const& path = "strategy.use");

// What a study's [strategy] section asks for: `use`, or rules in place over the study's parameters.
Strategy load_strategy(StrategySpec const& spec, std::vector<ParameterAxis> const& params);

}  // namespace basicbot
