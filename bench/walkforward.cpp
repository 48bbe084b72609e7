// Walk-forward of 500 combinations on 5,000 bars, one thread: ns per bar-combination of the measured bars,
// folds and their overlap not counted. The limit is 1.15 times the same cells swept once.

#include "bench/support/limits.hpp"
#include "bench/support/report.hpp"
#include "bench/support/walkforward_case.hpp"

namespace basicbot {

namespace {

void walkforward_rolling(benchmark::State& state) {
    WalkForwardCase work(state.range(0), {});
    work.run();
    work.one_sweep();
    work.verify(8);
    Lap once;
    constexpr int repeats = 5;
    for (int i = 0; i < repeats; ++i) once = once + work.one_sweep();
    double const limit = folds_over_sweep * 1e9 * once.cpu_s / (repeats * work.bar_combinations());
    measure(state, work.bar_combinations(), limit, [&] { return work.run().all(); });
}

BENCHMARK(walkforward_rolling)->Arg(5000)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace basicbot
