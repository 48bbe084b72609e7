#pragma once
// basicbot language: the strategy language on one page.

#include <string_view>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

// A test parses all examples.
Outcome language_command();
std::string language_text(nlohmann::json const& document);
Shape language_shape();

// True for words that the language itself has: prices, and, or, not, cross_above, cross_below, param, let,
// rules.
bool is_language_word(std::string_view word);

}  // namespace basicbot
