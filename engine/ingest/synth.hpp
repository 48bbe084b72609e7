#pragma once
// Seeded synthetic bars of any length: for benches, tests and trying things out. Not a model of any market.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/columns.hpp"

namespace basicbot {

enum class SynthModel {
    gbm,      // geometric Brownian motion
    jumps,    // gbm; on 2 % of the bars a jump whose logarithm has a deviation of 5 %
    regimes,  // calm and wild stretches, 100 bars long on average: half and two and a half times the
              // volatility
    gaps,     // gbm; on 1 % of the bars 1 to 50 bars are absent, and each open is a bar's volatility off the
              // last close
    flat,     // one price for ever
    tiny,     // gbm from 1e-8
    huge      // gbm from 1e8
};

struct SynthOptions {
    SynthModel model = SynthModel::gbm;
    std::uint64_t bars = 0;  // at least 1
    std::uint64_t seed = 1;
    std::string timeframe = "1d";
    std::string start;  // "YYYY-MM-DD", UTC; empty = 2000-01-01, or 1700-01-01 where the bars need the room
    double start_price = 0;   // 0 = the model's: 100, 1e-8, 1e8
    double volatility = 0.2;  // annual, of the logarithm
    double drift = 0.05;      // annual
    unsigned substeps = 8;    // prices inside a bar, 2 to 1000
};

struct SynthBars {
    BarColumns bars;
    SeriesAttributes attributes;
};

// Bar t's prices are `substeps` points of one path: the first is its open, the last its close, high and low
// are the extremes; volume is whole units. The path is reflected at 1000 times and 1/1000 of the start price,
// so a series of any length stays finite. Every draw is Philox at (stream_synth, bar, substep): the first n
// bars of a longer series with the same options are the same bits, on every machine. Error(usage) for options
// out of range.
SynthBars make_synthetic(SynthOptions const& options);

SynthModel synth_model_from(std::string const& name);
std::vector<std::string> synth_model_names();

}  // namespace basicbot
