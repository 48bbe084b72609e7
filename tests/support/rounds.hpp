#pragma once
// How long the tests of faults run: shortly in the suite, for hours in scripts/nightly.sh.

#include <algorithm>
#include <cstdlib>

namespace basicbot {

// BASICBOT_FAULT_ROUNDS where it is more than what is usual.
inline int fault_rounds(int usual) {
    char const* const wanted = std::getenv("BASICBOT_FAULT_ROUNDS");
    return wanted == nullptr ? usual : std::max(usual, std::atoi(wanted));
}

// Whether this is the night's run: every state and every call, not a sample of them.
inline bool long_form() { return fault_rounds(0) >= 10000; }

}  // namespace basicbot
