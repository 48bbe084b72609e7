#pragma once
// The TBB backend: the same launches as kernels/cuda, on CPU threads and SIMD lanes.

#include <memory>
#include <string>
#include <vector>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

// Instruction sets this program was built with and this machine can run, narrowest first: "plain", "avx2",
// "avx512".
std::vector<std::string> cpu_instruction_sets();

// threads <= 0: as many as the process may use. simd: one of cpu_instruction_sets(), or "" for the widest.
// Throws BackendError for an instruction set that is not there.
std::unique_ptr<Backend> make_cpu_backend(int threads, std::string const& simd);

}  // namespace basicbot
