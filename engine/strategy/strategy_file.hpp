#pragma once
// The two ways a strategy is written: a file of its own, or rules inside a study.
//
//   # Title
//   # What it does, on any number of lines.
//   # source: author, year, where
//   param fast = 20 in 1..1000 sweep 5..50 step 5  # what it is
//   let quick = sma(close, fast)
//   long_entry = cross_above(quick, sma(close, slow))

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// Parses a strategy file's text. `path` is what errors call it. Throws Error(config).
Strategy parse_strategy(std::string text, std::string path, std::string name);

// `let`s alone, of which an indicator is made.
Strategy parse_definitions(std::string text, std::string path);

// Rules written in the study, keyed by rule name. Each axis of the study is a parameter whose default is its
// first value. Errors call a rule "strategy.long_entry". Throws Error(config).
Strategy parse_rules(std::map<std::string, std::string> const& rules,
                     std::vector<ParameterAxis> const& params);

// What a value of an expression may be, for errors: in rules, and in params.where.
inline constexpr char const* rule_operand = "a series, an indicator or a number";
inline constexpr char const* where_operand = "a parameter or a number";

// One expression by itself, appended to the strategy as a further source, e.g. path "params.where". Returns
// its node. Throws Error(config).
std::int32_t parse_expression(Strategy& strategy, std::string text, std::string path,
                              char const* operand = rule_operand);

}  // namespace basicbot
