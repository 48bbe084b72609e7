#pragma once
// basicbot language: the strategy language on one page.

#include <string_view>

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

// {command, topics [{title, text, examples [..]}], where [..], file}: an example is a condition as a rule may
// have it, with the parameters fast, slow, n and k; those of `where` are conditions over parameters; `file`
// is a whole .strategy file. A test parses all of them.
Outcome language_command();
std::string language_text(nlohmann::json const& document);

// True for words that the language itself has: prices, and, or, not, cross_above, cross_below, param, let,
// rules.
bool is_language_word(std::string_view word);

}  // namespace basicbot
