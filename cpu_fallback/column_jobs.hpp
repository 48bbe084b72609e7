#pragma once
// Column tasks cut into jobs of one register of lanes, level by level: jobs of one level run side by side,
// since a chain such as ema(ema(x, n), n) is one small task for every n. How lanes are put together never
// shows in the values.

#include <algorithm>
#include <vector>

#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/padded_columns.hpp"
#include "kernels/backtest/column_levels.hpp"

namespace basicbot {

struct ColumnJob {
    column_task const* task;
    int32_t first, lanes;
};

// [level][job]; the jobs point into `tasks`. width: lanes of a register.
inline std::vector<std::vector<ColumnJob>> column_jobs(std::vector<column_task> const& tasks, int32_t columns,
                                                       int32_t width) {
    std::vector<std::vector<ColumnJob>> levels;
    for (std::vector<size_t> const& level : levels_of(tasks, columns)) {
        std::vector<ColumnJob>& jobs = levels.emplace_back();
        for (size_t i : level)
            for (int32_t first = 0; first < tasks[i].lanes; first += width)
                jobs.push_back({&tasks[i], first, std::min(width, tasks[i].lanes - first)});
    }
    return levels;
}

inline void run_column_job(ColumnJob const& job, int64_t bars, isa_kernels const& isa, PaddedColumns& set) {
    column_task const& task = *job.task;
    series_view view{};
    for (int i = 0; i < max_inputs; ++i)
        if (task.inputs[i] >= 0) view.x[i] = set.input(task.inputs[i]);
    view.begin = task.begin;
    view.size = bars;
    double* out[most_lanes * max_outputs];
    for (int32_t i = 0; i < job.lanes * task.output_count; ++i) {
        int32_t const c = task.outputs[job.first * task.output_count + i];
        out[i] = c >= 0 ? set.column(c) : nullptr;
    }
    isa.columns[task.entry](&view, task.params + job.first * task.param_count, job.lanes, out);
}

}  // namespace basicbot
