#pragma once
// toml++ as this program uses it: include it only through this header, and only in .cpp files of
// engine/config.
//
// Some malformed files (a header such as "[=") break an assertion inside toml++ 3.3; with NDEBUG the
// assertion is even promised to the optimiser. So its assertions stay on in every build and throw.

#include <cstddef>
#include <exception>
#include <string>

namespace basicbot {

struct TomlAssertion : std::exception {
    char const* what() const noexcept override { return "unexpected character"; }
};

constexpr void toml_assert(bool holds) {
    if (!holds) throw TomlAssertion();
}

}  // namespace basicbot

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) ::basicbot::toml_assert(static_cast<bool>(expression))
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

namespace basicbot {

struct TomlError {
    std::size_t line, column;  // from 1
    std::string description;
};

// Throws TomlError for any text that is not TOML. `file` becomes the source path of the nodes, "" = none.
toml::table parse_toml(std::string const& text, std::string const& file);

}  // namespace basicbot
