#pragma once
// Risk figures of simulated paths as a cube. Layout: engine/runner/montecarlo.hpp.

#include <vector>

#include "engine/cube/cube.hpp"
#include "engine/runner/path_risk.hpp"
#include "engine/runner/path_work.hpp"

namespace basicbot {

// risks in the order of the study's symbols.
Cube make_montecarlo_cube(PathWork const& work, std::vector<SymbolRisk> const& risks);

}  // namespace basicbot
