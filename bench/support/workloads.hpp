#pragma once
// The makers of all workloads, one source file each kind.

#include "bench/support/workload.hpp"

namespace basicbot {

// Crossover of two averages, 100 fast x 200 slow windows over 100,000 bars.
std::unique_ptr<Workload> make_sweep_long(BenchOptions const& options);
std::unique_ptr<Workload> make_sweep_long_short_stop(BenchOptions const& options);  // both sides, stop of 3 %
// Relative strength index: 20 windows x 32 x 32 levels over 100,000 bars, long.
std::unique_ptr<Workload> make_sweep_rsi(BenchOptions const& options);
// Geometric Brownian motion, 400,000 paths of 252 steps, terminal level and largest drawdown.
std::unique_ptr<Workload> make_gbm(BenchOptions const& options);
// Stationary bootstrap, 40,000 paths of 2,500 steps out of 2,500 returns, mean block 20.
std::unique_ptr<Workload> make_bootstrap(BenchOptions const& options);
// Columns of sma, ema, rsi, atr and bbands, 32 windows each, over 100,000 bars.
std::unique_ptr<Workload> make_indicators(BenchOptions const& options);
// The twenty indicators of TA-Lib's anchors over 5,000 bars: 16 parameter sets each, and one.
std::unique_ptr<Workload> make_catalogue_batch(BenchOptions const& options);
std::unique_ptr<Workload> make_catalogue_single(BenchOptions const& options);
// Every entry of the catalogue advanced bar by bar, standard parameters, one symbol.
std::unique_ptr<Workload> make_catalogue_streaming(BenchOptions const& options);
// 500 combinations of two averages on 5,000 bars, trained on 504 and tested on 21 bars, rolling by 21.
std::unique_ptr<Workload> make_walkforward(BenchOptions const& options);
// Opening, verifying and adding up a mapped bar file against H5Dread and adding up, 4,000,000 bars.
std::unique_ptr<Workload> make_store_first_use(BenchOptions const& options);
// Importing 400,000 rows of Binance's twelve columns, as bars in memory.
std::unique_ptr<Workload> make_csv_import(BenchOptions const& options);
// 1,000 symbols of 2,500 daily bars: opening the store and mapping all; appending one bar to each.
std::unique_ptr<Workload> make_store_open_many(BenchOptions const& options);
std::unique_ptr<Workload> make_store_night(BenchOptions const& options);
// Committing a part of 1 MiB of a run.
std::unique_ptr<Workload> make_part_commit(BenchOptions const& options);

}  // namespace basicbot
