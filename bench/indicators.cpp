// Columns of 32 windows over one series, one thread: ns per value. Each indicator is compared with its
// definition before it is timed.

#include "bench/support/indicator_case.hpp"
#include "bench/support/limits.hpp"
#include "bench/support/report.hpp"

namespace basicbot {

namespace {

void indicator(benchmark::State& state, std::string const& name, double limit_ns) {
    IndicatorCase columns(state.range(0), {});
    columns.verify();
    columns.run(name);
    measure(state, columns.values(name), limit_ns, [&] { return columns.run(name); });
}

BENCHMARK_CAPTURE(indicator, sma, "sma", sma_ns)->Arg(5000)->Arg(100000)->UseManualTime();
BENCHMARK_CAPTURE(indicator, ema, "ema", recursion_ns)->Arg(5000)->Arg(100000)->UseManualTime();
BENCHMARK_CAPTURE(indicator, rsi, "rsi", recursion_ns)->Arg(5000)->Arg(100000)->UseManualTime();
BENCHMARK_CAPTURE(indicator, atr, "atr", recursion_ns)->Arg(5000)->Arg(100000)->UseManualTime();
BENCHMARK_CAPTURE(indicator, bbands, "bbands", sma_ns)->Arg(5000)->Arg(100000)->UseManualTime();

}  // namespace

}  // namespace basicbot
