#include "tests/support/places.hpp"

#include <cstdlib>

namespace basicbot {

namespace {

std::string place(char const* variable, std::string const& standard) {
    char const* const named = std::getenv(variable);
    return named != nullptr && *named != 0 ? named : standard;
}

}  // namespace

std::string source_dir() { return place("BASICBOT_SOURCE_DIR", BASICBOT_SOURCE_DIR); }
std::string binary_dir() { return place("BASICBOT_BINARY_DIR", BASICBOT_BINARY_DIR); }
std::string program() { return place("BASICBOT_PROGRAM", BASICBOT_PROGRAM); }
std::filesystem::path shared_folder() { return place("BASICBOT_SHARED", source_dir() + "/../shared"); }

}  // namespace basicbot
