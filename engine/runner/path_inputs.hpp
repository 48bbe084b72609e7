#pragma once
// What the path model of a Monte Carlo study is given: the study's parameters and each symbol's history.

#include <vector>

#include "engine/bars/series.hpp"
#include "engine/catalogue/models.hpp"
#include "engine/config/study.hpp"

namespace basicbot {

struct SymbolPaths {
    std::vector<double> log_returns;  // of the measured bars, or of the strategy's returns
    path_history history{};           // views log_returns
    std::vector<double> values;       // of path_task, as the model's `values` say
};

struct PathInputs {
    PathModelEntry const* model = nullptr;
    std::vector<double> stated;        // by the model's params; NaN = from history
    std::vector<SymbolPaths> symbols;  // in the order of the series
};

// strategy_returns: bar returns per symbol where montecarlo.of = "strategy", else empty. A block length that
// the study does not state is the largest over the symbols, since they share their indices (A19).
// Throws Error(data) where the history has no logarithm or is too short, Error(config) for an unknown model.
PathInputs make_path_inputs(Study const& study, std::vector<Series> const& series,
                            std::vector<std::vector<double>> const& strategy_returns);

}  // namespace basicbot
