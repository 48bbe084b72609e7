#pragma once
// What a benchmark may be told. Every workload reads the fields it has a use for.

#include <cstdint>
#include <string>

namespace basicbot {

struct DeviceTimes;

struct BenchOptions {
    std::string workdir;         // where the inputs are written; empty = they are not
    std::string device = "cpu";  // as the program's --device
    std::string simd;            // "" = the widest
    int threads = 1;
    DeviceTimes* times = nullptr;  // filled by a CUDA device
    std::uint64_t seed = 1;
    std::int64_t bars = 0;      // measured bars, after the warm-up; 0 = the workload's own
    std::int64_t paths = 0;     // 0 = the workload's own
    std::int64_t samples = 96;  // cells or paths compared with the slow reference
    bool full = false;          // all sums of a cell, as the program asks for, not only those of five metrics
    // Windows of the crossover grid: `fast_count` in a row from fast_from, `slow_count` in a row from
    // slow_from. With these 1.1 % of the bars trade; the few cells whose fast window is the longer one are
    // strategies like any other.
    int fast_from = 2, fast_count = 100, slow_from = 60, slow_count = 200;
};

}  // namespace basicbot
