#pragma once
// One shell command in a fresh folder, with what it said.

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/system/cli_program.hpp"

namespace basicbot {

struct ShellResult {
    int code;            // exit code, 128 where a signal ended it
    std::string output;  // stdout and stderr together
};

inline ShellResult shell(FreshFolder const& folder, std::string const& command) {
    int const status = std::system(
        ("cd '" + folder.path() + "' && { " + command + "; } >shell.out 2>&1 </dev/null").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, folder.read("shell.out")};
}

}  // namespace basicbot
