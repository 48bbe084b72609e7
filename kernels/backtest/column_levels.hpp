#pragma once
// The order in which column tasks may run: a level reads only what earlier levels have made, so its tasks run
// side by side. Host side.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

// Task numbers by how many tasks must have run before. Inputs come first in `tasks`; `columns` counts the
// given ones too.
inline std::vector<std::vector<std::size_t>> levels_of(std::vector<column_task> const& tasks,
                                                       std::int32_t columns) {
    // By column: 1 + level of the task that makes it.
    std::vector<std::size_t> made_at(static_cast<std::size_t>(columns), 0);
    std::vector<std::vector<std::size_t>> levels;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        column_task const& task = tasks[i];
        std::size_t level = 0;
        for (std::int32_t input : task.inputs)
            if (input >= 0) level = std::max(level, made_at[static_cast<std::size_t>(input)]);
        for (std::int32_t o = 0; o < task.lanes * task.output_count; ++o)
            if (task.outputs[o] >= 0) made_at[static_cast<std::size_t>(task.outputs[o])] = level + 1;
        if (levels.size() <= level) levels.resize(level + 1);
        levels[level].push_back(i);
    }
    return levels;
}

}  // namespace basicbot
