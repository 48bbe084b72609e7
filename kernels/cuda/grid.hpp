#pragma once
// The kernels of the device are written against a Grid: on a GPU it is the real grid, on a host the emulator
// of kernels/cuda/emulator. Grid offers block(), thread(), threads() (per block), sync() and shared<T>().
// Kernels are plain data (their arguments) with one call operator; every thread computes with scalar lanes
// from the same bodies as the CPU.

#include "kernels/core/host_device.hpp"

BB_ISA_BEGIN

inline constexpr int warp_threads = 32;  // threads that run in step and whose loads are joined to whole lines

template <class Grid>
BB_HD int64_t global_thread(Grid const& grid) {
    return static_cast<int64_t>(grid.block()) * grid.threads() + grid.thread();
}

BB_ISA_END
