#pragma once
// Which machine runs a study. The result does not depend on it (DESIGN 1, 4); only the time does.

#include <memory>
#include <string>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

struct DeviceTimes;

struct BackendRequest {
    // "auto" | "cpu" | "cuda" | "cuda:N" | "emulator" (the device's kernels on the host) | "emulator:8M"
    // (8 MiB of memory: small batches)
    std::string device = "auto";
    int threads = 0;   // 0: as many as the process may use
    std::string simd;  // "" = widest, else "plain" | "avx2" | "avx512"
    // Filled by a CUDA device (kernels/cuda/device_times.hpp); outlives the backend.
    DeviceTimes* times = nullptr;
    // When a device fails in the middle of a run: "cpu" = go on there, "stop"; "" = cpu for auto, else stop.
    std::string on_error = {};
};

struct ChosenBackend {
    std::unique_ptr<Backend> backend;
    std::string notice;  // one line when the choice was not the obvious one, else empty
};

// Throws Error(usage) for a malformed device, Error(device) for one that is not there.
ChosenBackend choose_backend(BackendRequest const& request);

}  // namespace basicbot
