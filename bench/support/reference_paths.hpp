#pragma once
// Single paths by the definitions of RULES A20 and the model files, step by step in float64: its own Philox,
// the normal quantile by bisection of the C library's erfc, nothing shared with the kernels.

#include <cstdint>

#include "kernels/paths/path_task.hpp"

namespace basicbot {

struct reference_path {
    double terminal = 0;  // log of the last level over the first
    double drawdown = 0;  // lowest level over its running peak, minus 1
};

reference_path reference_gbm(path_task const& task, std::uint64_t path);
reference_path reference_bootstrap(path_task const& task, std::uint64_t path);

}  // namespace basicbot
