#pragma once
// How much of the machine this process may use: what a container, a batch system or `ulimit` leaves it.

#include <cstdint>
#include <string>

namespace basicbot {

struct MachineLimits {
    std::uint64_t memory = 0;  // bytes: the least of physical memory, control groups and rlimits
    std::uint64_t group = 0;   // bytes of the control groups alone, 0 = no limit
    int threads = 1;           // cores it may run on, at most the control groups' quota rounded up
};

// Control groups of version 2 and 1, from the process's own group up to the root. `root` stands before every
// path under /proc and /sys (tests).
MachineLimits machine_limits(std::string const& root = "");

// "512M", "2GiB", "1500000": bytes, powers of 1024. Error(usage) for anything else; `option` names it.
std::uint64_t bytes_from(std::string const& text, std::string const& option);

}  // namespace basicbot
