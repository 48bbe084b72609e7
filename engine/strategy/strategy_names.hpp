#pragma once
// Which names a strategy may use, and which rules there are.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Series that every symbol has, beside clock_names (engine/bars/series.hpp).
inline constexpr std::array<char const*, 8> price_names = {"open",   "high", "low",  "close",
                                                           "volume", "hl2",  "hlc3", "ohlc4"};

// For messages.
inline constexpr char const* rule_list = "long_entry, long_exit, short_entry, short_exit";

// The mask of parameters that a node depends on is one 64-bit word.
inline constexpr std::size_t max_strategy_parameters = 64;

// 0..3 in the order of rule_names, -1 for any other word.
int rule_number(std::string_view name);

// Refuses words that mean something in the language, and names that are taken. `what` is "parameter" or
// "let".
void check_new_name(Strategy const& strategy, SourceText const& source, std::string const& name, Place place,
                    char const* what);

// Refuses a strategy without any rule.
void require_rule(Strategy const& strategy, std::string const& path);

}  // namespace basicbot
