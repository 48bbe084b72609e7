#include "engine/runner/command_outcome.hpp"

#include <vector>

#include "engine/observe/nearest.hpp"

namespace basicbot {

void check_word(std::string const& option, std::string const& value,
                std::initializer_list<char const*> words) {
    std::string allowed;
    std::vector<std::string> names;
    for (char const* word : words) {
        if (value == word) return;
        names.emplace_back(word);
        allowed += (allowed.empty() ? "" : ", ") + names.back();
    }
    std::string const near = did_you_mean(value, names);
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = option,
                            .value = value,
                            .problem = "no such choice",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "use one of them" : near});
}

}  // namespace basicbot
