#pragma once
// The stream numbers of the random generator: one per purpose, never reused, so that no two parts of the
// engine ever draw the same counter under one seed. Add at the end; a changed number changes results.

#include "kernels/core/host_device.hpp"

namespace basicbot {

enum random_stream : uint32_t {
    stream_gbm = 1,                   // normals of geometric Brownian motion
    stream_stationary_bootstrap = 2,  // block lengths and starts
    stream_synth = 3,                 // synthetic bars (basicbot synth)
    stream_test = 4,                  // tests only
};

}  // namespace basicbot
