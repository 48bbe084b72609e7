#pragma once
// The results of signal research as a labelled file.

#include <nlohmann/json.hpp>
#include <vector>

#include "engine/cube/cube.hpp"
#include "engine/runner/column_file.hpp"
#include "engine/runner/signal_study.hpp"

namespace basicbot {

// results[variable][combination][horizon]; the variables' columns are not read. One variable of the file for
// each figure that is defined anywhere: <name>_ic over the parameters' axes and `horizon`,
// <name>_quantile_return over `quantile` too, ...
Cube signal_cube(ColumnVariables const& variables,
                 std::vector<std::vector<std::vector<SignalResult>>> const& results, SignalTerms const& terms,
                 SignalMarket const& market);

// The figures of one result by name, each with what it is; null where it is undefined.
nlohmann::json figures_of(SignalResult const& result);

struct SignalFigure {
    char const* name;
    char const* what;
    double SignalResult::*place;
};
std::vector<SignalFigure> const& signal_figures();

}  // namespace basicbot
