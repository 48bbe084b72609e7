#pragma once
// What each Google Benchmark prints beside its time. Includes benchmark.h, so only bench/*.cpp read it.

#include <benchmark/benchmark.h>

#include "bench/support/stopwatch.hpp"

namespace basicbot {

// Repeats `work` (it returns its Lap) and reports processor ns per unit and, with a limit, the share of it
// reached.
template <class Work>
void measure(benchmark::State& state, double units, double limit_ns, Work&& work) {
    Lap all;
    double runs = 0;
    for (auto _ : state) {
        Lap const lap = work();
        state.SetIterationTime(lap.cpu_s);
        all = all + lap;
        ++runs;
    }
    double const cpu_ns = 1e9 * all.cpu_s / (runs * units);
    state.counters["cpu_ns"] = cpu_ns;
    state.counters["wall_ns"] = 1e9 * all.wall_s / (runs * units);
    if (limit_ns > 0) state.counters["share_of_limit"] = limit_ns / cpu_ns;
}

}  // namespace basicbot
