#pragma once
// The device's kernels on the host (no GPU needed): slow, and the same bytes.

#include <memory>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

// memory_bytes: the memory the emulated device claims to have; small values force small batches.
std::unique_ptr<Backend> make_emulator_backend(size_t memory_bytes = size_t{1} << 30);

}  // namespace basicbot
