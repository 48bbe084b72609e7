#pragma once
// The CUDA backend. Compiled where nvcc is found; whether a device is there is asked at run time.

#include <memory>
#include <string>
#include <vector>

#include "kernels/backtest/backend.hpp"
#include "kernels/cuda/device_times.hpp"

namespace basicbot {

struct CudaDeviceInfo {
    std::string name;
    int major, minor;  // compute capability
    size_t memory_bytes;
    int multiprocessors;
};

// Usable devices; empty without a driver. `why` (may be null) receives the reason then.
std::vector<CudaDeviceInfo> cuda_devices(std::string* why);

// Throws BackendError if the device is not there. `times` (may be null) outlives the backend.
std::unique_ptr<Backend> make_cuda_backend(int device, DeviceTimes* times = nullptr);

}  // namespace basicbot
