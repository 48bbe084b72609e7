#pragma once
// The stream numbers of the random generator: one per purpose, never reused, so that no two parts of the
// engine ever draw the same counter under one seed. Path models say theirs in kernels/paths/<model>.hpp: 1,
// 2, and from 16 on; a build in which two agree fails. Add at the end; a changed number changes results.

#include "kernels/core/host_device.hpp"

namespace basicbot {

enum random_stream : uint32_t {
    stream_synth = 3,  // synthetic bars (basicbot synth)
    stream_test = 4,   // tests only
    // 5 to 15: for what is no path model
    first_model_stream = 16,  // of models since version 0.1; 1 and 2 are older
};

}  // namespace basicbot
