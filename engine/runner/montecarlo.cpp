#include "engine/runner/montecarlo.hpp"

#include <algorithm>
#include <memory>
#include <span>

#include "engine/runner/montecarlo_cube.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t most_fan_paths = 65536;

// Simulates one symbol and reduces its paths.
class Simulation {
  public:
    Simulation(Study const& study, PathModelEntry const& model)
        : spec_(study.montecarlo),
          fan_every_(std::max<std::int64_t>(1, spec_.horizon / 64)),
          terminal_memory_(std::make_unique_for_overwrite<double[]>(static_cast<std::size_t>(spec_.paths))),
          drawdown_memory_(std::make_unique_for_overwrite<double[]>(static_cast<std::size_t>(spec_.paths))),
          terminal_(terminal_memory_.get(), static_cast<std::size_t>(spec_.paths)),
          drawdown_(drawdown_memory_.get(), terminal_.size()) {
        task_.model = model.number;
        task_.seed = study.seed;
        task_.stream = model.info->stream;
        task_.horizon = spec_.horizon;
        task_.fan_every = fan_every_;
        fan_.resize(static_cast<std::size_t>(fan_paths() * bands()));
    }

    std::int64_t fan_paths() const { return std::min(spec_.paths, most_fan_paths); }
    std::int64_t bands() const { return spec_.horizon / fan_every_; }
    std::int64_t fan_every() const { return fan_every_; }

    SymbolRisk run(SymbolPaths const& symbol, Backend& backend, Progress const& progress) {
        std::copy(symbol.values.begin(), symbol.values.end(), task_.values);
        task_.returns = symbol.history.log_returns;
        task_.return_count = symbol.history.count;
        simulate(0, fan_paths(), fan_.data(), backend, progress);
        if (fan_paths() < spec_.paths) simulate(fan_paths(), spec_.paths, nullptr, backend, progress);

        SymbolRisk risk;
        for (double& x : terminal_) x = exact_expm1(x);
        risk.terminal = risk_figures(sample_of(terminal_), {spec_.levels, spec_.quantiles});
        risk.drawdown = risk_figures(sample_of(drawdown_), {{}, spec_.quantiles});
        std::vector<double> column(static_cast<std::size_t>(fan_paths()));
        for (std::int64_t band = 0; band < bands() && !spec_.quantiles.empty(); ++band) {
            for (std::size_t p = 0; p < column.size(); ++p)
                column[p] =
                    exact_expm1(fan_[p * static_cast<std::size_t>(bands()) + static_cast<std::size_t>(band)]);
            risk.fan.push_back(risk_figures(sample_of(column), {{}, spec_.quantiles, false}).quantiles);
        }
        return risk;
    }

  private:
    void simulate(std::int64_t first, std::int64_t last, double* fan, Backend& backend,
                  Progress const& progress) {
        task_.first_path = static_cast<std::uint64_t>(first);
        task_.count = last - first;
        task_.terminal = terminal_.data() + first;
        task_.drawdown = drawdown_.data() + first;
        task_.fan = bands() > 0 ? fan : nullptr;
        double const from = static_cast<double>(first), share = static_cast<double>(last - first);
        double const all = static_cast<double>(spec_.paths);
        backend.paths(task_,
                      [&](double done) { return progress ? progress((from + done * share) / all) : true; });
    }

    MonteCarloSpec const& spec_;
    std::int64_t fan_every_;
    path_task task_{};
    // Not zeroed: every path writes its own, and touching gigabytes first would be seconds without progress.
    std::unique_ptr<double[]> terminal_memory_, drawdown_memory_;
    std::span<double> terminal_, drawdown_;
    std::vector<double> fan_;
};

}  // namespace

Cube run_montecarlo(Study const& study, std::vector<Series> const& series,
                    std::vector<std::vector<double>> const& strategy_returns, Backend& backend,
                    Progress const& progress) {
    PathInputs const inputs = make_path_inputs(study, series, strategy_returns);
    Simulation simulation(study, *inputs.model);
    std::vector<SymbolRisk> risks;
    double const count = static_cast<double>(series.size());
    for (std::size_t s = 0; s < series.size(); ++s) {
        auto const report = [&](double done) {
            return progress ? progress((static_cast<double>(s) + done) / count) : true;
        };
        risks.push_back(simulation.run(inputs.symbols[s], backend, report));
    }
    FanLayout const fan{simulation.fan_every(), simulation.bands(), simulation.fan_paths()};
    return make_montecarlo_cube(study, series, inputs, risks, fan);
}

}  // namespace basicbot
