#pragma once
// The results of a sweep or walk-forward as a cube (DESIGN 11).

#include <string>
#include <vector>

#include "engine/cube/cube.hpp"
#include "engine/runner/sweep_work.hpp"

namespace basicbot {

// What a walk-forward chose in one fold for one symbol.
struct Chosen {
    std::size_t cost = 0, cell = 0;
    bool any = false;  // false: the metric is undefined for every cell
};

// `chosen`: [symbol][fold], empty for a sweep. The cube reads its metrics from the table, which must outlive
// it.
Cube make_sweep_cube(SweepWork const& work, MetricTable const& table,
                     std::vector<std::vector<Chosen>> const& chosen);

// Adds stitched out-of-sample metrics: values[symbol] has one number per wanted metric.
void add_stitched(Cube& cube, SweepWork const& work, std::vector<std::vector<double>> const& values);

// Attributes that every cube has: study text and hash, data hashes, seed, conventions, contract version.
void add_identity(Cube& cube, Study const& study, std::vector<Series const*> const& series);

std::string iso_time(std::int64_t ns);  // "2004-08-19T13:30:00Z"

}  // namespace basicbot
