#pragma once
// A small sweep and a small simulation for backends whose memory, copies or launches fail.

#include <cstring>
#include <vector>

#include "kernels/backtest/backend.hpp"
#include "kernels/paths/run_paths.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/coded_rules.hpp"
#include "tests/support/random.hpp"

namespace basicbot {

// A sweep of rules that are coded in the volume (tests/support/coded_rules.hpp).
struct CodedSweep {
    oracle_bars bars;
    CodedCells cells;
    std::vector<cost_row> costs;
    std::vector<window> windows;
    std::vector<metric_context> contexts;
    evaluator how;

    CodedSweep(int64_t size, int64_t count, evaluator how)
        : bars(make_bars(recipe(size))), cells(4, count, how == evaluator::events, bars, 0.2), how(how) {
        costs = {{0.0005, 0.0002, 0.0}, {0.001, 0.0, how == evaluator::events ? 0.0 : 0.02}};
        windows = {{0, size}, {size / 3, size - 1}};
        for (window const& w : windows) {
            metric_context c{};
            c.years = 1;
            c.bars_per_year = static_cast<double>(w.end - w.begin);
            c.start_cash = 100000;
            contexts.push_back(c);
        }
    }
    static bar_recipe recipe(int64_t size) {
        bar_recipe r;
        r.seed = 77;
        r.size = size;
        r.gap_rate = 0.1;
        return r;
    }
    std::vector<window_sums> run(Backend& backend) const {
        bar_view const view{
            {bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), bars.volume.data()},
            bars.size()};
        std::vector<window_sums> out(windows.size() * costs.size() * static_cast<size_t>(cells.cells));
        sweep_task t{};
        t.bars = view;
        t.planes = cells.planes.data();
        t.plane_count = static_cast<int64_t>(cells.planes.size());
        t.program = cells.program();
        t.leaves = cells.leaves.data();
        t.cell_count = cells.cells;
        t.costs = costs.data();
        t.cost_count = static_cast<int32_t>(costs.size());
        t.windows = windows.data();
        t.contexts = contexts.data();
        t.window_count = static_cast<int32_t>(windows.size());
        t.how = how;
        t.level = sums_full;
        t.out = out.data();
        auto const columns = backend.columns(view, {}, {}, first_computed_column);
        backend.sweep(t, *columns, {});
        return out;
    }
};

inline bool same_sums(std::vector<window_sums> const& a, std::vector<window_sums> const& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(window_sums)) == 0;
}

struct PathRun {
    std::vector<double> terminal, drawdown, fan;
};

inline PathRun run_paths_on(Backend& backend, path_model model, int64_t count, bool fan) {
    static std::vector<double> const history = [] {
        TestRandom random(9);
        std::vector<double> r;
        for (int i = 0; i < 251; ++i) r.push_back(0.01 * random.bell());
        return r;
    }();
    path_task t{};
    t.model = model;
    t.seed = 20261122;
    t.stream = model == path_model_gbm ? gbm::info.stream : stationary_bootstrap::info.stream;
    t.first_path = 3;  // inside a lane group
    t.count = count;
    t.horizon = 61;
    t.values[0] = model == path_model_gbm ? 2e-4 : 6.5;
    t.values[1] = 0.0126;
    t.returns = history.data();
    t.return_count = static_cast<int64_t>(history.size());
    t.fan_every = 7;
    PathRun run;
    run.terminal.assign(static_cast<size_t>(count), -9);
    run.drawdown.assign(static_cast<size_t>(count), -9);
    if (fan) run.fan.assign(static_cast<size_t>(count * (t.horizon / t.fan_every)), -9);
    t.terminal = run.terminal.data();
    t.drawdown = run.drawdown.data();
    t.fan = fan ? run.fan.data() : nullptr;
    backend.paths(t, {});
    return run;
}

inline bool same_paths(PathRun const& a, PathRun const& b) {
    auto const same = [](std::vector<double> const& x, std::vector<double> const& y) {
        return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(double)) == 0;
    };
    return same(a.terminal, b.terminal) && same(a.drawdown, b.drawdown) && same(a.fan, b.fan);
}

}  // namespace basicbot
