#include "engine/runner/path_inputs.hpp"

#include <algorithm>
#include <cmath>

#include "engine/observe/error.hpp"
#include "engine/observe/nearest.hpp"
#include "engine/plan/windows.hpp"
#include "engine/stats/block_length.hpp"
#include "engine/stats/calibration.hpp"

namespace basicbot {

namespace {

PathModelEntry const& model_of(MonteCarloSpec const& spec) {
    if (auto const* const entry = find_path_model(spec.model)) return *entry;
    std::vector<std::string> names;
    std::string allowed;
    for (PathModelEntry const& entry : path_models()) {
        names.emplace_back(entry.info->name);
        allowed += (allowed.empty() ? "" : ", ") + names.back();
    }
    fail(ErrorKind::config, {.code = "unknown_word",
                             .path = "montecarlo.model",
                             .value = spec.model,
                             .problem = "no such path model",
                             .allowed = allowed,
                             .suggestion = did_you_mean(spec.model, names, "name one of them")});
}

std::vector<double> stated_values(PathModelEntry const& model, MonteCarloSpec const& spec) {
    std::vector<double> values;
    for (path_param const& param : model.params) {
        auto const at = spec.stated.find(param.info.name);
        values.push_back(at == spec.stated.end() ? param.info.standard : at->second);
    }
    return values;
}

SymbolPaths history_of(Study const& study, Series const& series,
                       std::vector<double> const* strategy_returns) {
    window const range = measured_range(series, study.data, 0);
    std::size_t const begin = static_cast<std::size_t>(range.begin),
                      count = static_cast<std::size_t>(range.end) - begin;
    SymbolPaths symbol;
    symbol.log_returns = strategy_returns != nullptr
                             ? log_returns_of_returns(*strategy_returns, series.symbol)
                             : log_returns_of_closes(series.close.subspan(begin, count), series.symbol);
    Moments const moments = moments_of(symbol.log_returns);
    symbol.history = {symbol.log_returns.data(),
                      static_cast<std::int64_t>(symbol.log_returns.size()),
                      moments.mean,
                      moments.deviation,
                      make_context(series, range, study.metrics, study.execution.cash).bars_per_year,
                      1.0};
    return symbol;
}

}  // namespace

PathInputs make_path_inputs(Study const& study, std::vector<Series> const& series,
                            std::vector<std::vector<double>> const& strategy_returns) {
    PathInputs inputs;
    inputs.model = &model_of(study.montecarlo);
    inputs.stated = stated_values(*inputs.model, study.montecarlo);
    for (std::size_t s = 0; s < series.size(); ++s)
        inputs.symbols.push_back(
            history_of(study, series[s], strategy_returns.empty() ? nullptr : &strategy_returns[s]));
    bool const asks_history = std::any_of(inputs.stated.begin(), inputs.stated.end(),
                                          [](double value) { return std::isnan(value); });
    double longest = 1.0;
    if (inputs.model->info->resamples && asks_history)
        for (SymbolPaths const& symbol : inputs.symbols)
            longest = std::max(longest, stationary_block_length(symbol.log_returns));
    for (SymbolPaths& symbol : inputs.symbols) {
        symbol.history.block = longest;
        double values[max_path_values] = {};
        inputs.model->calibrate(symbol.history, inputs.stated.data(), values);
        symbol.values.assign(values, values + inputs.model->values.size());
    }
    return inputs;
}

}  // namespace basicbot
