#pragma once
// The risk figures of one symbol out of its simulated paths.

#include <cstddef>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/runner/path_table.hpp"
#include "engine/stats/risk.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

struct SymbolRisk {
    RiskFigures terminal, drawdown;          // of the terminal return, of the largest drawdown
    std::vector<std::vector<Estimate>> fan;  // [band][quantile]
};

// At most `gathered` values are held at once, which does not show. Throws Cancelled where progress says so.
SymbolRisk path_risk(PathTable const& table, std::size_t symbol, MonteCarloSpec const& spec,
                     std::size_t gathered, Progress const& progress);

}  // namespace basicbot
