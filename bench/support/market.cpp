#include "bench/support/market.hpp"

namespace basicbot {

Series synthetic_series(std::int64_t bars, std::uint64_t seed, SynthModel model) {
    SynthOptions options;
    options.model = model;
    options.bars = static_cast<std::uint64_t>(bars);
    options.seed = seed;
    options.timeframe = "1h";
    SynthBars synth = make_synthetic(options);
    return make_series(std::move(synth.bars), std::move(synth.attributes), "BENCH", "1h");
}

}  // namespace basicbot
