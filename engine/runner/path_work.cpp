#include "engine/runner/path_work.hpp"

#include <algorithm>

#include "engine/catalogue/models.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t most_fan_paths = 65536;
constexpr std::int64_t usual_bands = 64;

}  // namespace

PathShape path_shape(MonteCarloSpec const& spec) {
    std::int64_t const every = std::max<std::int64_t>(1, spec.horizon / usual_bands);
    return {.paths = static_cast<std::size_t>(spec.paths),
            .fan_paths = static_cast<std::size_t>(std::min(spec.paths, most_fan_paths)),
            .fan_every = every,
            .bands = static_cast<std::size_t>(spec.horizon / every)};
}

void simulate(PathWork const& work, PathRange const& range, std::vector<double*> const& out, Backend& backend,
              Progress const& progress) {
    SymbolPaths const& symbol = work.inputs.symbols[range.symbol];
    std::size_t const bands = out.size() - PathShape::first_band;
    std::vector<double> levels(bands * range.count);  // [path][band], as the backends write them
    path_task task{};
    task.model = work.inputs.model->number;
    task.seed = work.study.seed;
    task.stream = work.inputs.model->info->stream;
    task.first_path = range.first;
    task.count = static_cast<std::int64_t>(range.count);
    task.horizon = work.study.montecarlo.horizon;
    std::copy(symbol.values.begin(), symbol.values.end(), task.values);
    task.returns = symbol.history.log_returns;
    task.return_count = symbol.history.count;
    task.terminal = out[PathShape::terminal];
    task.drawdown = out[PathShape::drawdown];
    task.fan = bands > 0 ? levels.data() : nullptr;
    task.fan_every = work.shape.fan_every;
    backend.paths(task, [&](double done) { return !progress || progress(done); });

    for (std::size_t p = 0; p < range.count; ++p) task.terminal[p] = exact_expm1(task.terminal[p]);
    for (std::size_t band = 0; band < bands; ++band)
        for (std::size_t p = 0; p < range.count; ++p)
            out[PathShape::first_band + band][p] = exact_expm1(levels[p * bands + band]);
}

}  // namespace basicbot
