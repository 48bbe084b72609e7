#include "engine/runner/request_checks.hpp"

#include <filesystem>

#include "engine/observe/error.hpp"
#include "engine/observe/machine_limits.hpp"

namespace basicbot {

void refuse_present(std::string const& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return;
    fail(ErrorKind::data, {.code = "file_exists",
                           .path = "--out",
                           .value = path,
                           .problem = "a file of this name is there",
                           .allowed = "",
                           .suggestion = "name another place, or allow it with --replace"});
}

void refuse_too_large(std::string const& memory, std::string const& what, std::uint64_t needed,
                      std::string const& advice) {
    std::uint64_t const allowed =
        memory.empty() ? machine_limits().memory / 2 : bytes_from(memory, "--memory");
    if (needed <= allowed) return;
    fail(ErrorKind::config, {.code = "too_large",
                             .path = "--memory",
                             .value = std::to_string(allowed >> 20) + "M",
                             .problem = what + " take " + std::to_string((needed >> 20) + 1) + " MiB",
                             .allowed = "",
                             .suggestion = advice + ", or give more"});
}

}  // namespace basicbot
