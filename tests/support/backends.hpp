#pragma once
// Every backend that this machine can run, for tests whose one body must hold on all of them.
// BASICBOT_REQUIRE_GPU=1 turns a missing CUDA device from a skip into a failure.

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "cpu_fallback/cpu_backend.hpp"
#include "kernels/cuda/emulator/emulator_backend.hpp"
#if defined(BASICBOT_HAS_CUDA)
#include "kernels/cuda/cuda_backend.hpp"
#endif

namespace basicbot {

struct NamedBackend {
    std::string name;
    std::unique_ptr<Backend> backend;
};

inline bool cuda_here(std::string* why) {
#if defined(BASICBOT_HAS_CUDA)
    bool const here = !cuda_devices(why).empty();
#else
    *why = "built without CUDA";
    bool const here = false;
#endif
    if (!here && std::getenv("BASICBOT_REQUIRE_GPU") != nullptr)
        ADD_FAILURE() << "BASICBOT_REQUIRE_GPU is set, but: " << *why;
    return here;
}

// The plain single-threaded CPU first: what the others are compared with.
inline std::vector<NamedBackend> all_backends() {
    std::vector<NamedBackend> list;
    for (std::string const& simd : cpu_instruction_sets())
        list.push_back({"cpu " + simd, make_cpu_backend(1, simd)});
    for (int threads : {2, 3, 8})
        list.push_back({"cpu " + std::to_string(threads) + " threads", make_cpu_backend(threads, "")});
    list.push_back({"emulator", make_emulator_backend()});
    std::string why;
    if (cuda_here(&why)) {
#if defined(BASICBOT_HAS_CUDA)
        list.push_back({"cuda", make_cuda_backend(0)});
#endif
    }
    return list;
}

}  // namespace basicbot
