// First use of a bar file from the page cache, one thread: ns per byte until every column is added up. The
// two ways are compared bit for bit before they are timed.

#include "bench/support/limits.hpp"
#include "bench/support/report.hpp"
#include "bench/support/store_case.hpp"

namespace basicbot {

namespace {

template <class Work>
void run(benchmark::State& state, Work const& work) {
    StoreCase store(state.range(0), {});
    store.verify();
    measure(state, store.bytes(), store_ns, [&] { return work(store); });
}

void bar_store_mapped(benchmark::State& state) {
    run(state, [](StoreCase& store) { return store.mapped(Verify::blocks); });
}
void bar_store_mapped_unverified(benchmark::State& state) {
    run(state, [](StoreCase& store) { return store.mapped(Verify::none); });
}
void bar_store_h5dread(benchmark::State& state) {
    run(state, [](StoreCase& store) { return store.h5dread(false); });
}
void bar_store_h5dread_kept_buffer(benchmark::State& state) {
    run(state, [](StoreCase& store) { return store.h5dread(true); });
}

BENCHMARK(bar_store_mapped)->Arg(5000)->Arg(1000000)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bar_store_mapped_unverified)
    ->Arg(5000)
    ->Arg(1000000)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(bar_store_h5dread)->Arg(5000)->Arg(1000000)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bar_store_h5dread_kept_buffer)
    ->Arg(5000)
    ->Arg(1000000)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace basicbot
