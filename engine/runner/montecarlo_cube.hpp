#pragma once
// Risk figures of simulated paths as a cube. Layout: engine/runner/montecarlo.hpp.

#include <cstdint>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/config/study.hpp"
#include "engine/cube/cube.hpp"
#include "engine/runner/path_inputs.hpp"
#include "engine/stats/risk.hpp"

namespace basicbot {

// Of one symbol.
struct SymbolRisk {
    RiskFigures terminal, drawdown;          // of the terminal return, of the largest drawdown
    std::vector<std::vector<Estimate>> fan;  // [band][quantile]
};

struct FanLayout {
    std::int64_t every, bands, paths;  // band b is the return after (b + 1) * every bars
};

// inputs.symbols and risks in the order of the series.
Cube make_montecarlo_cube(Study const& study, std::vector<Series> const& series, PathInputs const& inputs,
                          std::vector<SymbolRisk> const& risks, FanLayout const& fan);

}  // namespace basicbot
