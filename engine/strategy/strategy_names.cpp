#include "engine/strategy/strategy_names.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/bars/series.hpp"

namespace basicbot {

int rule_number(std::string_view name) {
    for (int i = 0; i < 4; ++i)
        if (name == rule_names[i]) return i;
    return -1;
}

void check_new_name(Strategy const& s, SourceText const& source, std::string const& name, Place place,
                    char const* what) {
    static std::set<std::string, std::less<>> const words = {
        "and",      "if",    "or",         "not",       "param",       "let",       "open",
        "high",     "low",   "close",      "volume",    "hl2",         "hlc3",      "ohlc4",
        "position", "score", "long_entry", "long_exit", "short_entry", "short_exit"};
    auto const refuse = [&](char const* code, std::string problem) {
        fail_at(source, place,
                {.code = code,
                 .path = "",
                 .value = name,
                 .problem = std::move(problem),
                 .allowed = "",
                 .suggestion = "choose another name"});
    };
    if (words.count(name) || clock_number(name) >= 0)
        refuse("reserved_name", std::string("a ") + what + " cannot have this name");
    if (name.size() > 64)
        refuse("name_too_long", std::string("the name of a ") + what + " has over 64 letters");
    bool const taken =
        s.parameter(name) >= 0 ||
        std::any_of(s.lets.begin(), s.lets.end(), [&](auto const& let) { return let.name == name; });
    if (taken) refuse("duplicate_name", "the name is already taken");
}

void require_rule(Strategy const& s, std::string const& path) {
    if (std::any_of(s.rules.begin(), s.rules.end(), [](std::int32_t node) { return node >= 0; })) return;
    fail(ErrorKind::config, {.code = "no_rules",
                             .path = path,
                             .value = "",
                             .problem = "the strategy has no rule",
                             .allowed = rule_list,
                             .suggestion = "write at least long_entry or short_entry"});
}

}  // namespace basicbot
