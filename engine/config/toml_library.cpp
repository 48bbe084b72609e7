#include "engine/config/toml_library.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace basicbot {

namespace {

// Where an assertion of toml++ has most likely failed: the first header that does not begin with a key.
TomlError broken_header(std::string const& text) {
    std::istringstream lines(text);
    std::size_t number = 1;
    for (std::string line; std::getline(lines, line); ++number) {
        std::size_t at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '[') continue;
        at = line.find_first_not_of("[ \t", at);
        bool const key =
            at != std::string::npos &&
            (static_cast<unsigned char>(line[at]) >= 128 || std::string_view("\"'_-").find(line[at]) < 4 ||
             (line[at] >= '0' && line[at] <= '9') || (line[at] >= 'a' && line[at] <= 'z') ||
             (line[at] >= 'A' && line[at] <= 'Z'));
        if (!key) return {number, std::min(at, line.size()) + 1, "expected a name after '['"};
    }
    return {1, 1, "unexpected character"};
}

}  // namespace

toml::table parse_toml(std::string const& text, std::string const& file) {
    try {
        if (file.empty()) return toml::parse(std::string_view(text));
        return toml::parse(std::string_view(text), file);
    } catch (toml::parse_error const& error) {
        auto const& at = error.source().begin;
        throw TomlError{at.line, at.column, std::string(error.description())};
    } catch (TomlAssertion const&) {
        throw broken_header(text);
    }
}

}  // namespace basicbot
