#pragma once
// What fail_nth.cpp and the tests that load it share.

#include <cstdint>

namespace basicbot {

enum class FaultKind { memory, map, open, mkdir, rename, unlink, write, read, resize, sync, lock, kinds };

inline constexpr char const* fault_kind_names[] = {"memory", "map",  "open",   "mkdir", "rename", "unlink",
                                                   "write",  "read", "resize", "sync",  "lock"};

// As the file BASICBOT_CALLS holds it after the process.
struct FaultCounters {
    std::uint64_t calls[static_cast<int>(FaultKind::kinds)];
    std::uint64_t failed;  // how many calls were made to fail
};

// Counts a call; true where it is to fail, with errno set.
bool call_fails(FaultKind kind);
// Memory that libraries with `name` in their names ask for is not refused (fail_memory.cpp).
void spare_libraries(char* name);

}  // namespace basicbot
