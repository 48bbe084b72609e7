#pragma once
// Runs some paths of a task with the lanes of policy P. Which paths share a call, a thread or a register
// never shows in a result: a path is a function of its number alone (RULES A20).

#include "kernels/core/normal_table.hpp"
#include "kernels/paths/path_task.hpp"

#include "catalogue_paths.inc"

namespace basicbot {

// path_task::model of every entry.
enum path_model : int32_t {
#define BB_NUMBER(name) path_model_##name,
    BB_PATH_MODELS(BB_NUMBER)
#undef BB_NUMBER
};

}  // namespace basicbot

BB_ISA_BEGIN

namespace detail {

// Cuts paths [begin, end) of the task into runs that are aligned by path number.
template <class Model>
BB_HD void run_aligned(Model const& model, path_task const& task, int64_t begin, int64_t end) {
    constexpr uint64_t width = Model::width;
    uint64_t const first = task.first_path + static_cast<uint64_t>(begin);
    uint64_t const last = task.first_path + static_cast<uint64_t>(end);
    for (uint64_t base = first - first % width; base < last; base += width) {
        int const low = base < first ? static_cast<int>(first - base) : 0;
        int const high = last - base < width ? static_cast<int>(last - base) : static_cast<int>(width);
        model.run(base, low, high);
    }
}

}  // namespace detail

// Paths [begin, end) of the task, 0 <= begin <= end <= task.count. `table` may be a copy in faster memory.
template <class P>
BB_HD void run_paths(path_task const& task, normal_table const& table, int64_t begin, int64_t end) {
    switch (task.model) {
#define BB_RUN(name)                                                        \
    case path_model_##name:                                                 \
        detail::run_aligned(name::lanes<P>(task, table), task, begin, end); \
        return;
        BB_PATH_MODELS(BB_RUN)
#undef BB_RUN
    }
}

template <class P>
BB_HD void run_paths(path_task const& task, int64_t begin, int64_t end) {
    run_paths<P>(task, normals_in_memory(), begin, end);
}

BB_ISA_END
