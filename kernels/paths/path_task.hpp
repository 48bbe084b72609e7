#pragma once
// Monte Carlo work in plain data: which model, which paths, where the results go.

#include "kernels/paths/model_info.hpp"

namespace basicbot {

// Paths [first_path, first_path + count) of a study. A path is a pure function of (seed, stream, path, step)
// (A20); how the paths are cut into tasks, threads and lanes never shows.
struct path_task {
    int32_t model;  // number in the catalogue: the place in the alphabetical list
    uint64_t seed;
    uint32_t stream;  // the model's info.stream
    uint64_t first_path;
    int64_t count;
    int64_t horizon;                 // steps (bars)
    double values[max_path_values];  // what the model's calibrate() gave, as its `values` say
    // log returns of the bars, for models that resample them
    double const* returns;
    int64_t return_count;
    // results, one per path: log of terminal over start, and the lowest equity / running peak - 1 (<= 0)
    double* terminal;
    double* drawdown;
    // fan: levels of the path after each `fan_every` bars, [path][horizon / fan_every] as log; null = not
    // wanted
    double* fan;
    int64_t fan_every;
};

}  // namespace basicbot
