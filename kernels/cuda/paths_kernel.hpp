#pragma once
// Paths: one thread each.

#include "kernels/core/float_lanes_scalar.hpp"
#include "kernels/cuda/grid.hpp"
#include "kernels/paths/run_paths.hpp"

BB_ISA_BEGIN

struct paths_kernel {
    path_task task;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const i = global_thread(grid);
        if (i < task.count) run_paths<scalar_float_lanes>(task, i, i + 1);
    }
};

BB_ISA_END
