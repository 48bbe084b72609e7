#include "engine/runner/montecarlo.hpp"

#include <algorithm>
#include <cmath>

#include "engine/observe/error.hpp"
#include "engine/plan/windows.hpp"
#include "engine/runner/montecarlo_cube.hpp"
#include "engine/stats/block_length.hpp"
#include "engine/stats/calibration.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/core/streams.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t most_fan_paths = 65536;

// What the model knows of one symbol.
struct History {
    std::vector<double> log_returns;
    double bars_per_year = 0;
    GbmParameters parameters{};
};

History history_of(Study const& study, Series const& series, std::vector<double> const* strategy_returns) {
    window const range = measured_range(series, study.data, 0);
    History history;
    std::size_t const begin = static_cast<std::size_t>(range.begin),
                      count = static_cast<std::size_t>(range.end) - begin;
    history.log_returns = strategy_returns != nullptr
                              ? log_returns_of_returns(*strategy_returns, series.symbol)
                              : log_returns_of_closes(series.close.subspan(begin, count), series.symbol);
    history.bars_per_year = make_context(series, range, study.metrics, study.execution.cash).bars_per_year;
    history.parameters = calibrate_gbm(history.log_returns);
    MonteCarloSpec const& spec = study.montecarlo;
    if (spec.drift || spec.volatility) {
        double const k = history.bars_per_year;
        double const sigma =
            spec.volatility ? *spec.volatility : history.parameters.volatility * std::sqrt(k);
        double const mu = spec.drift ? *spec.drift : history.parameters.drift * k + 0.5 * sigma * sigma;
        history.parameters = gbm_per_bar(mu, sigma, k);
    }
    return history;
}

// Mean block for all symbols alike, since they share their indices (A19).
double mean_block_of(MonteCarloSpec const& spec, std::vector<History> const& histories) {
    if (spec.mean_block > 0) return spec.mean_block;
    double longest = 1.0;
    for (History const& h : histories) longest = std::max(longest, stationary_block_length(h.log_returns));
    return longest;
}

// Simulates one symbol and reduces its paths.
class Simulation {
  public:
    Simulation(Study const& study, double mean_block)
        : spec_(study.montecarlo), fan_every_(std::max<std::int64_t>(1, spec_.horizon / 64)) {
        task_.model = spec_.model == "gbm" ? path_model::gbm : path_model::stationary_bootstrap;
        task_.seed = study.seed;
        task_.stream = spec_.model == "gbm" ? stream_gbm : stream_stationary_bootstrap;
        task_.horizon = spec_.horizon;
        task_.mean_block = mean_block;
        task_.fan_every = fan_every_;
        terminal_.resize(static_cast<std::size_t>(spec_.paths));
        drawdown_.resize(terminal_.size());
        fan_.resize(static_cast<std::size_t>(fan_paths() * bands()));
    }

    std::int64_t fan_paths() const { return std::min(spec_.paths, most_fan_paths); }
    std::int64_t bands() const { return spec_.horizon / fan_every_; }
    std::int64_t fan_every() const { return fan_every_; }

    SymbolRisk run(std::string const& symbol, History const& history, Backend& backend,
                   Progress const& progress) {
        task_.drift_step = history.parameters.drift;
        task_.volatility_step = history.parameters.volatility;
        task_.returns = history.log_returns.data();
        task_.return_count = static_cast<std::int64_t>(history.log_returns.size());
        simulate(0, fan_paths(), fan_.data(), backend, progress);
        if (fan_paths() < spec_.paths) simulate(fan_paths(), spec_.paths, nullptr, backend, progress);

        SymbolRisk risk;
        risk.symbol = symbol;
        risk.log_drift = history.parameters.drift;
        risk.log_volatility = history.parameters.volatility;
        risk.history = static_cast<double>(history.log_returns.size());
        risk.bars_per_year = history.bars_per_year;
        for (double& x : terminal_) x = exact_expm1(x);
        risk.mean_return = mean_of(terminal_);
        risk.sd_return = deviation_of_sample(terminal_);
        risk.probability_of_loss = share_below(terminal_, 0.0);
        risk.mean_drawdown = mean_of(drawdown_);
        risk.terminal = risk_figures(terminal_, {spec_.levels, spec_.quantiles});
        risk.drawdown = risk_figures(drawdown_, {{}, spec_.quantiles}).quantiles;
        std::vector<double> column(static_cast<std::size_t>(fan_paths()));
        for (std::int64_t band = 0; band < bands() && !spec_.quantiles.empty(); ++band) {
            for (std::size_t p = 0; p < column.size(); ++p)
                column[p] =
                    exact_expm1(fan_[p * static_cast<std::size_t>(bands()) + static_cast<std::size_t>(band)]);
            risk.fan.push_back(risk_figures(column, {{}, spec_.quantiles}).quantiles);
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
    std::vector<double> terminal_, drawdown_, fan_;
};

}  // namespace

Cube run_montecarlo(Study const& study, std::vector<Series> const& series,
                    std::vector<std::vector<double>> const& strategy_returns, Backend& backend,
                    Progress const& progress) {
    std::vector<History> histories;
    for (std::size_t s = 0; s < series.size(); ++s)
        histories.push_back(
            history_of(study, series[s], strategy_returns.empty() ? nullptr : &strategy_returns[s]));
    bool const bootstrap = study.montecarlo.model == "stationary_bootstrap";
    double const block = bootstrap ? mean_block_of(study.montecarlo, histories) : 0.0;
    Simulation simulation(study, block);
    std::vector<SymbolRisk> risks;
    double const count = static_cast<double>(series.size());
    for (std::size_t s = 0; s < series.size(); ++s) {
        auto const report = [&](double done) {
            return progress ? progress((static_cast<double>(s) + done) / count) : true;
        };
        risks.push_back(simulation.run(series[s].symbol, histories[s], backend, report));
    }
    FanLayout const fan{simulation.fan_every(), simulation.bands(), simulation.fan_paths()};
    return make_montecarlo_cube(study, series, risks, fan, block);
}

}  // namespace basicbot
