#pragma once
// Every CUDA call goes through here: an error becomes an exception that names the call.

#include <cuda_runtime.h>

#include <string>

#include "kernels/cuda/device.hpp"

namespace basicbot {

inline void cuda_try(cudaError_t status, char const* call) {
    if (status == cudaSuccess) return;
    std::string const text = std::string(call) + ": " + cudaGetErrorString(status);
    if (status == cudaErrorMemoryAllocation) {
        cudaGetLastError();  // not sticky: clear it
        throw DeviceMemoryError(text);
    }
    throw BackendError(text);
}

}  // namespace basicbot

#define BB_CUDA(call) ::basicbot::cuda_try((call), #call)
