#pragma once
// Runs path tasks with the plain lanes and keeps what they write.

#include <vector>

#include "kernels/paths/run_paths.hpp"

namespace basicbot {

struct Paths {
    path_task task{};
    std::vector<double> terminal, drawdown, fan;

    Paths(path_task const& t, bool with_fan = false) : task(t) {
        std::size_t const count = static_cast<std::size_t>(t.count);
        terminal.assign(count, -9.0);
        drawdown.assign(count, -9.0);
        task.terminal = terminal.data();
        task.drawdown = drawdown.data();
        if (with_fan) {
            fan.assign(count * static_cast<std::size_t>(t.horizon / t.fan_every), -9.0);
            task.fan = fan.data();
        }
    }
    Paths& run_plain() {
        run_paths<scalar_float_lanes>(task, 0, task.count);
        return *this;
    }
};

inline path_task gbm_task(int64_t count, int64_t horizon, double drift, double volatility) {
    path_task t{};
    t.model = path_model_gbm;
    t.seed = 20261122;
    t.stream = gbm::info.stream;
    t.count = count;
    t.horizon = horizon;
    t.values[0] = drift;
    t.values[1] = volatility;
    t.fan_every = 1;
    return t;
}

inline path_task bootstrap_task(int64_t count, int64_t horizon, std::vector<double> const& returns,
                                double block) {
    path_task t{};
    t.model = path_model_stationary_bootstrap;
    t.seed = 20261122;
    t.stream = stationary_bootstrap::info.stream;
    t.count = count;
    t.horizon = horizon;
    t.returns = returns.data();
    t.return_count = static_cast<int64_t>(returns.size());
    t.values[0] = block;
    t.fan_every = 1;
    return t;
}

}  // namespace basicbot
