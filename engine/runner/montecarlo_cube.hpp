#pragma once
// Risk figures of simulated paths as a cube. Layout: engine/runner/montecarlo.hpp.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/config/study.hpp"
#include "engine/cube/cube.hpp"
#include "engine/stats/risk.hpp"

namespace basicbot {

struct SymbolRisk {
    std::string symbol;
    double log_drift = 0, log_volatility = 0;  // per bar
    double history = 0;                        // log returns the model was given
    double bars_per_year = 0;
    Estimate mean_return{}, sd_return{}, probability_of_loss{}, mean_drawdown{};
    RiskFigures terminal;                    // of the terminal return
    std::vector<Estimate> drawdown;          // by quantile
    std::vector<std::vector<Estimate>> fan;  // [band][quantile]
};

struct FanLayout {
    std::int64_t every, bands, paths;  // band b is the return after (b + 1) * every bars
};

// mean_block: of the bootstrap, 0 for other models.
Cube make_montecarlo_cube(Study const& study, std::vector<Series> const& series,
                          std::vector<SymbolRisk> const& risks, FanLayout const& fan, double mean_block);

}  // namespace basicbot
