#pragma once
// A backend on the tests' device (guarded_device.hpp). Its kernels are those of the whole catalogue, compiled
// once for all tests.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backtest/backend.hpp"
#include "kernels/cuda/device.hpp"

namespace basicbot {

// What happened on the device; outlives the backend that owns the device.
struct DeviceLog {
    size_t live = 0;        // allocations not yet released
    size_t most_bytes = 0;  // largest sum of them
    int allocations = 0, uploads = 0, downloads = 0, launches = 0;
    int broken_guards = 0;  // allocations with a byte written just outside
    int foreign = 0;        // copies that are not inside one allocation
};

struct DeviceFaults {
    size_t memory = size_t{1} << 30;  // bytes that allocate() hands out
    size_t claimed = 0;               // what free_bytes() says; 0 = the truth
    size_t shared = 227 << 10;        // bytes of shared memory a block may have
    int64_t warps = 16;               // that the device holds at a time
    // The call with this number (from 1) fails once; 0 = none.
    int allocation = 0, upload = 0, download = 0, launch = 0;
    bool dead = false;  // every call after it fails too, as with a broken context
};

std::unique_ptr<Backend> make_guarded_backend(DeviceLog& log, DeviceFaults const& faults = {});

}  // namespace basicbot
