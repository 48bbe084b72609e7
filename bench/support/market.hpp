#pragma once
// The bars that benchmarks run on.

#include <cstdint>

#include "engine/bars/series.hpp"
#include "engine/ingest/synth.hpp"

namespace basicbot {

// Hourly geometric Brownian motion of 20 % a year: a path whose crossings depend on the windows alone.
Series synthetic_series(std::int64_t bars, std::uint64_t seed, SynthModel model = SynthModel::gbm);

}  // namespace basicbot
