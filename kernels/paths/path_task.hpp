#pragma once
// Monte Carlo work in plain data: which model, which paths, where the results go.

#include "kernels/core/host_device.hpp"

namespace basicbot {

enum class path_model : int32_t { gbm, stationary_bootstrap };

// Paths [first_path, first_path + count) of a study. A path is a pure function of (seed, stream, path, step)
// (A20); how the paths are cut into tasks, threads and lanes never shows.
struct path_task {
    path_model model;
    uint64_t seed;
    uint32_t stream;  // kernels/core/streams.hpp
    uint64_t first_path;
    int64_t count;
    int64_t horizon;  // steps (bars)
    // gbm: log increments drift_step + volatility_step * z, per bar
    double drift_step, volatility_step;
    // stationary bootstrap (Politis and Romano 1994): log returns of the bars to resample, mean block length
    // in bars
    double const* returns;
    int64_t return_count;
    double mean_block;
    // results, one per path: log of terminal over start, and the lowest equity / running peak - 1 (<= 0)
    double* terminal;
    double* drawdown;
    // fan: levels of the path after each `fan_every` bars, [path][horizon / fan_every] as log; null = not
    // wanted
    double* fan;
    int64_t fan_every;
};

}  // namespace basicbot
