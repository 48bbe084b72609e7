#include "tests/kernels/cuda/guarded_backend.hpp"

#include "kernels/cuda/grid_backend.hpp"
#include "tests/kernels/cuda/guarded_device.hpp"

namespace basicbot {

std::unique_ptr<Backend> make_guarded_backend(DeviceLog& log, DeviceFaults const& faults) {
    return std::make_unique<GridBackend<GuardedDevice>>(std::make_unique<GuardedDevice>(log, faults));
}

}  // namespace basicbot
