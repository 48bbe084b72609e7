#pragma once
// A Monte Carlo study, ready to be simulated: what its model is given, and how many numbers come out. Any
// range of paths of any symbol can be simulated by itself, in any order, with the same bits (A20).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/config/study.hpp"
#include "engine/runner/path_inputs.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// Of every path its terminal return and its largest drawdown; of the first `fan_paths` also the return after
// each `fan_every` bars.
struct PathShape {
    std::size_t paths = 0, fan_paths = 0;
    std::int64_t fan_every = 1;
    std::size_t bands = 0;

    static constexpr std::size_t terminal = 0, drawdown = 1, first_band = 2;  // figures
    std::size_t figures(bool fan) const { return first_band + (fan ? bands : 0); }
    std::size_t paths_of(std::size_t figure) const { return figure < first_band ? paths : fan_paths; }
    std::size_t values() const { return first_band * paths + bands * fan_paths; }  // of one symbol
};

PathShape path_shape(MonteCarloSpec const& spec);

struct PathWork {
    Study study;
    std::vector<Series> series;
    PathInputs inputs;
    PathShape shape;
};

// Paths of one symbol; it does not reach over the end of the fan.
struct PathRange {
    std::size_t symbol = 0, first = 0, count = 0;
};

// Simulates a range. Figure f of its path p goes to out[f][p]: the terminal return, the drawdown and, within
// the fan, the bands.
void simulate(PathWork const& work, PathRange const& range, std::vector<double*> const& out, Backend& backend,
              Progress const& progress);

}  // namespace basicbot
