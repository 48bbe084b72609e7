#pragma once
// Monte Carlo studies: simulated paths of each symbol's price, or of a strategy's returns, and their risk
// figures.
//
// Cube, with axes symbol, level (of VaR and shortfall), quantile, step (bars ahead):
//   (symbol)                  mean_return, sd_return, probability_of_loss, of S[T]/S[0] - 1;
//                             mean_drawdown of the largest drawdown (<= 0)
//   (symbol, level)           value_at_risk, expected_shortfall: losses, positive (A15)
//   (symbol, quantile)        terminal_quantile, drawdown_quantile
//   (symbol, step, quantile)  fan_quantile: the return so far
//   each with <name>_se, its standard error (engine/stats/risk.hpp);
//   (symbol)                  what the model was given: its own inputs (log_drift, log_volatility, ...),
//                             history, bars_per_year
// The attributes name the model, its source and its parameters (kernels/paths/<model>.hpp has them all).
//
// Every symbol sees the same draws: path number and step fix them (A20). The fan comes from the first 65,536
// paths at most (attribute fan_paths), everything else from all.

#include <cstddef>

#include <nlohmann/json.hpp>

#include "engine/cube/cube.hpp"
#include "engine/observe/shape.hpp"
#include "engine/runner/path_table.hpp"
#include "engine/runner/path_work.hpp"
#include "engine/runner/stages.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// In one piece: stages "paths" and "figures" of each symbol.
Cube run_montecarlo(PathWork const& work, Backend& backend, Stages& stages);

// Out of all that was simulated; at most `gathered` values are held at once. Stage "figures".
Cube montecarlo_of_parts(PathWork const& work, PathTable const& table, std::size_t gathered, Stages& stages);

// [{symbol, mean_return, ..., value_at_risk {"0.95": x}, ...}]: the cube's figures without the fan. NaN
// becomes null.
nlohmann::json montecarlo_document(Cube const& cube);
Shape risk_shape();  // of one entry

// What the document of a Monte Carlo study has beside what all kinds have.
std::vector<Member> path_members();

}  // namespace basicbot
