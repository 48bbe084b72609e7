#include "engine/runner/montecarlo.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/runner/montecarlo_cube.hpp"
#include "engine/runner/path_risk.hpp"

namespace basicbot {

namespace {

constexpr std::size_t simulated_at_once = std::size_t{1} << 24;  // paths; many batches of a device

// Share `done` of piece i of n.
Progress share_of(std::size_t i, std::size_t n, Progress const& progress) {
    return [i, n, &progress](double done) {
        return !progress || progress((static_cast<double>(i) + done) / static_cast<double>(n));
    };
}

// All paths of one symbol, straight into the table.
void simulate_all(PathWork const& work, std::size_t symbol, PathTable& table, Backend& backend,
                  Progress const& progress) {
    PathShape const& shape = work.shape;
    auto const run = [&](std::size_t first, std::size_t last, bool fan) {
        double const from = static_cast<double>(first), count = static_cast<double>(last - first);
        double const all = static_cast<double>(shape.paths);
        simulate(work, {symbol, first, last - first}, table.rows(first, fan), backend,
                 [&](double done) { return !progress || progress((from + done * count) / all); });
    };
    run(0, shape.fan_paths, true);
    for (std::size_t first = shape.fan_paths; first < shape.paths; first += simulated_at_once)
        run(first, std::min(shape.paths, first + simulated_at_once), false);
}

}  // namespace

Cube run_montecarlo(PathWork const& work, Backend& backend, Stages& stages) {
    PathTable table(work.shape, 1);  // every symbol takes the place of the one before
    std::vector<SymbolRisk> risks;
    std::size_t const symbols = work.series.size();
    for (std::size_t s = 0; s < symbols; ++s) {
        stages.run("paths", [&](Progress const& report) {
            simulate_all(work, s, table, backend, share_of(s, symbols, report));
        });
        stages.did("paths",
                   static_cast<double>(work.shape.paths) * static_cast<double>(work.study.montecarlo.horizon),
                   "path-steps");
        stages.run("figures", [&](Progress const& report) {
            risks.push_back(
                path_risk(table, 0, work.study.montecarlo, usual_gathered, share_of(s, symbols, report)));
        });
    }
    return make_montecarlo_cube(work, risks);
}

Cube montecarlo_of_parts(PathWork const& work, PathTable const& table, std::size_t gathered, Stages& stages) {
    return stages.run("figures", [&](Progress const& report) {
        std::vector<SymbolRisk> risks;
        for (std::size_t s = 0; s < work.series.size(); ++s)
            risks.push_back(path_risk(table, s, work.study.montecarlo, gathered,
                                      share_of(s, work.series.size(), report)));
        return make_montecarlo_cube(work, risks);
    });
}

}  // namespace basicbot
