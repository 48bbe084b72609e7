#pragma once
// How much memory a sweep takes: estimates from the sizes of what is held, for --memory.

#include <cstdint>

#include "engine/runner/sweep_work.hpp"

namespace basicbot {

struct MemoryNeed {
    std::uint64_t fixed = 0;     // bars of all symbols, the plan, and the columns and tables of the largest
    std::uint64_t per_cell = 0;  // further, for every cell that is computed at once
    std::uint64_t whole = 0;     // all cells in one piece, with the table of all results
};

MemoryNeed memory_need(SweepWork const& work);

}  // namespace basicbot
