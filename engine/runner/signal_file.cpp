#include "engine/runner/signal_file.hpp"

#include <algorithm>
#include <cmath>

#include "engine/runner/contract.hpp"

namespace basicbot {

std::vector<SignalFigure> const& signal_figures() {
    using R = SignalResult;
    static std::vector<SignalFigure> const all = {
        {"observations", "bars with a value and a forward return, all symbols", &R::observations},
        {"independent", "of them, at least a horizon apart", &R::independent},
        {"mean_return", "mean forward return over the observations", &R::mean_return},
        {"ic", "rank correlation of value and forward return over time, mean over symbols", &R::ic},
        {"ic_low", "its 95 % interval, over independent observations", &R::ic_low},
        {"ic_high", "its 95 % interval, over independent observations", &R::ic_high},
        {"cross_ic", "rank correlation across symbols, mean over bars of five symbols or more", &R::cross_ic},
        {"cross_ic_t", "its t value over bars a horizon apart", &R::cross_ic_t},
        {"autocorrelation", "rank correlation of the value with itself a horizon before",
         &R::autocorrelation},
        {"turnover", "share of bars on which the quantile or the event's state changes", &R::turnover},
        {"hit_rate", "share of forward returns above 0, after events or in the upper half", &R::hit_rate},
        {"hit_low", "its 95 % interval (Wilson)", &R::hit_low},
        {"hit_high", "its 95 % interval (Wilson)", &R::hit_high},
        {"events", "bars with an event", &R::events},
        {"event_return", "mean forward return after events", &R::event_return},
        {"edge", "event_return less mean_return", &R::edge},
        {"edge_low", "its 95 % interval, over events a horizon apart", &R::edge_low},
        {"edge_high", "its 95 % interval, over events a horizon apart", &R::edge_high},
    };
    return all;
}

nlohmann::json figures_of(SignalResult const& result) {
    auto const number = [](double value) {
        return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
    };
    nlohmann::json figures = nlohmann::json::object();
    for (SignalFigure const& f : signal_figures()) figures[f.name] = number(result.*f.place);
    figures["quantile_return"] = nlohmann::json::array();
    for (double const value : result.quantile_return) figures["quantile_return"].push_back(number(value));
    return figures;
}

Cube signal_cube(ColumnVariables const& variables,
                 std::vector<std::vector<std::vector<SignalResult>>> const& results, SignalTerms const& terms,
                 SignalMarket const& market) {
    Cube cube;
    cube.axes = variables.axes;
    cube.axes.push_back({"horizon", terms.horizons, "bars", "bars from entry to exit", ""});
    std::vector<double> numbers;
    for (std::int32_t q = 1; q <= terms.quantiles; ++q) numbers.push_back(q);
    cube.axes.push_back({"quantile", numbers, "1", "group of values, lowest first", ""});
    for (std::size_t v = 0; v < variables.list.size(); ++v) {
        ColumnVariable const& variable = variables.list[v];
        std::vector<std::string> axes = variable.axes;
        axes.emplace_back("horizon");
        for (SignalFigure const& f : signal_figures()) {
            std::vector<double> values;
            for (auto const& horizons : results[v])
                for (SignalResult const& r : horizons) values.push_back(r.*f.place);
            bool const told =
                std::any_of(values.begin(), values.end(), [](double x) { return !std::isnan(x); });
            if (!told) continue;  // an event has no ic, a value no edge
            cube.variables.push_back({variable.name + "_" + f.name,
                                      axes,
                                      std::move(values),
                                      "1",
                                      variable.long_name + ": " + f.what,
                                      {}});
        }
        std::vector<double> returns;
        for (auto const& horizons : results[v])
            for (SignalResult const& r : horizons)
                returns.insert(returns.end(), r.quantile_return.begin(), r.quantile_return.end());
        if (returns.empty()) continue;  // an event has no quantiles
        axes.emplace_back("quantile");
        cube.variables.push_back({variable.name + "_quantile_return",
                                  axes,
                                  std::move(returns),
                                  "1",
                                  variable.long_name + ": mean forward return of each quantile",
                                  {}});
    }
    cube.attributes = {{"entry", terms.entry == ForwardEntry::close ? "close" : "open"},
                       {"numeric_contract", numeric_contract}};
    for (Series const& series : market.series())
        cube.attributes.emplace_back("data_hash_" + series.symbol + "_" + series.timeframe,
                                     series.identity());
    return cube;
}

}  // namespace basicbot
