// Sweeps of 20,000 cells, one thread, five metrics a cell: ns per bar-combination. Each case is compared with
// the sequential ledger before it is timed.

#include "bench/support/limits.hpp"
#include "bench/support/report.hpp"
#include "bench/support/sweep_case.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t samples = 24;

void run(benchmark::State& state, SweepCase& sweep, bool latch) {
    sweep.compute_columns();
    sweep.sweep();
    sweep.verify(samples);
    double const fills = sweep.fills_per_bar();
    bool const events = sweep.how() == evaluator::events;
    double const limit = events ? (latch ? latch_ns : compare_ns) + event_ns * fills : bar_loop_ns;
    measure(state, sweep.bar_combinations(), limit, [&] { return sweep.sweep(); });
    state.counters["fills_per_bar"] = fills;
}

// The first argument is bars. The second is where the fast windows begin: the smaller, the more trades.
BenchOptions grid(benchmark::State const& state) {
    BenchOptions options;
    options.fast_from = static_cast<int>(state.range(1));
    if (options.fast_from > 2) options.slow_from = options.fast_from + options.fast_count;
    return options;
}

void sweep_crossover_long(benchmark::State& state) {
    run(state, *crossover_case(grid(state), "long", 0, state.range(0)), false);
}

void sweep_crossover_long_short_stop(benchmark::State& state) {
    run(state, *crossover_case(grid(state), "both", 0.03, state.range(0)), false);
}

// Every combination of 2 to 11 bars against 12 to 31: more than 5 % of the bars trade.
void sweep_crossover_busy(benchmark::State& state) {
    BenchOptions options;
    options.fast_count = 10, options.slow_from = 12, options.slow_count = 20;
    run(state, *crossover_case(options, "long", 0, state.range(0)), false);
}

void sweep_rsi_latch(benchmark::State& state) { run(state, *rsi_case({}, state.range(0)), true); }

// Indicator columns of the crossover, which the sweeps above leave out: ns per value.
void sweep_columns(benchmark::State& state) {
    auto const sweep = crossover_case({}, "long", 0, state.range(0));
    sweep->compute_columns();
    sweep->sweep();
    sweep->verify(2);
    double const values = static_cast<double>(sweep->series().size()) *
                          static_cast<double>(sweep->plan().lowered.columns.size());
    measure(state, values, sma_ns, [&] { return sweep->compute_columns(); });
}

BENCHMARK(sweep_crossover_long)
    ->Args({5000, 2})
    ->Args({100000, 2})
    ->Args({100000, 100})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(sweep_crossover_long_short_stop)
    ->Args({5000, 2})
    ->Args({100000, 2})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(sweep_crossover_busy)->Arg(100000)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(sweep_rsi_latch)->Arg(5000)->Arg(100000)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(sweep_columns)->Arg(100000)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace basicbot
