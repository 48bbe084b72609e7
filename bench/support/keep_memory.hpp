#pragma once
// Whether a large array is handed back to the system when it is freed depends on what was freed before it
// (glibc's moving threshold). Benchmarks that repeat one piece of work settle it: memory stays with the
// process.

#include <malloc.h>

namespace basicbot {

inline void keep_memory() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

}  // namespace basicbot
