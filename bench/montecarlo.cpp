// Simulated paths, one thread: ns per path-step. Single paths are compared with a slow simulation before
// timing.

#include "bench/support/limits.hpp"
#include "bench/support/path_case.hpp"
#include "bench/support/report.hpp"

namespace basicbot {

namespace {

void run(benchmark::State& state, PathCase& paths, double limit_ns) {
    paths.run();
    paths.verify(24);
    measure(state, paths.path_steps(), limit_ns, [&] { return paths.run(); });
}

// Paths, steps.
void montecarlo_gbm(benchmark::State& state) {
    PathCase paths("gbm", state.range(0), state.range(1), {});
    run(state, paths, gbm_ns);
}

void montecarlo_stationary_bootstrap(benchmark::State& state) {
    PathCase paths("stationary_bootstrap", state.range(0), state.range(1), {});
    run(state, paths, addition_chain_ns);
}

BENCHMARK(montecarlo_gbm)
    ->Args({100000, 252})
    ->Args({4096, 2520})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(montecarlo_stationary_bootstrap)
    ->Args({100000, 252})
    ->Args({10000, 2500})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace basicbot
