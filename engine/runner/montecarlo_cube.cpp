#include "engine/runner/montecarlo_cube.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "engine/catalogue/models.hpp"
#include "engine/config/decimal.hpp"
#include "engine/runner/montecarlo.hpp"
#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

namespace {

// Collects the values of one variable over all symbols and adds it with its standard error.
class Variables {
  public:
    Variables(Cube& cube, std::vector<SymbolRisk> const& risks) : cube_(cube), risks_(risks) {}

    // visit(risk, put) calls put(estimate) in the order of the axes behind `symbol`.
    template <class Visit>
    void add(std::string const& name, std::vector<std::string> const& more_axes, std::string const& title,
             Visit const& visit) {
        std::vector<double> values, errors;
        for (SymbolRisk const& risk : risks_)
            visit(risk, [&](Estimate const& e) {
                values.push_back(e.value);
                errors.push_back(e.error);
            });
        std::vector<std::string> axes{"symbol"};
        axes.insert(axes.end(), more_axes.begin(), more_axes.end());
        cube_.variables.push_back({name, axes, values, "1", title, {}});
        cube_.variables.push_back({name + "_se", axes, errors, "1", "standard error of " + name, {}});
    }

  private:
    Cube& cube_;
    std::vector<SymbolRisk> const& risks_;
};

void add_axes(Cube& cube, Study const& study, std::vector<Series> const& series, PathShape const& shape) {
    std::vector<std::string> symbols;
    for (Series const& s : series) symbols.push_back(s.symbol);
    cube.axes.push_back({"symbol", symbols, "", "symbol", ""});
    MonteCarloSpec const& spec = study.montecarlo;
    if (!spec.levels.empty())
        cube.axes.push_back(
            {"level", spec.levels, "1", "confidence level of value at risk and shortfall", ""});
    if (spec.quantiles.empty()) return;
    cube.axes.push_back({"quantile", spec.quantiles, "1", "probability of a smaller or equal value", ""});
    if (shape.bands == 0) return;
    std::vector<std::int64_t> steps;
    for (std::size_t b = 1; b <= shape.bands; ++b)
        steps.push_back(static_cast<std::int64_t>(b) * shape.fan_every);
    cube.axes.push_back({"step", steps, "bars", "bars ahead", ""});
}

// What the model was given, symbol by symbol.
void add_inputs(Cube& cube, PathInputs const& inputs) {
    auto const add = [&](std::string const& name, std::string const& unit, std::string const& title,
                         auto const& of) {
        std::vector<double> values;
        for (SymbolPaths const& symbol : inputs.symbols) values.push_back(of(symbol));
        cube.variables.push_back({name, {"symbol"}, values, unit, title, {}});
    };
    for (std::size_t i = 0; i < inputs.model->values.size(); ++i) {
        path_value const& value = inputs.model->values[i];
        if (!value.shared)
            add(value.name, value.unit, value.title, [&](SymbolPaths const& s) { return s.values[i]; });
    }
    add("history", "bars", "log returns of the history",
        [](SymbolPaths const& s) { return static_cast<double>(s.history.count); });
    add("bars_per_year", "1", "measured bars per year",
        [](SymbolPaths const& s) { return s.history.bars_per_year; });
}

// The model, and its parameters by name: the value where it is one for all symbols, and where it came from.
void add_model(Cube& cube, PathInputs const& inputs) {
    auto& a = cube.attributes;
    PathModelEntry const& model = *inputs.model;
    a.emplace_back("model", model.info->name);
    a.emplace_back("model_source", model.info->source);
    a.emplace_back("model_accuracy", model.info->accuracy);
    for (std::size_t i = 0; i < model.params.size(); ++i) {
        path_param const& param = model.params[i];
        std::string const name = param.info.name;
        bool const stated = !std::isnan(inputs.stated[i]);
        if (stated) a.emplace_back(name, shortest_text(inputs.stated[i]));
        for (std::size_t v = 0; v < model.values.size() && !stated; ++v)
            if (model.values[v].shared && name == model.values[v].name)
                a.emplace_back(name, shortest_text(inputs.symbols.front().values[v]));
        if (calibrated(param)) a.emplace_back(name + "_rule", stated ? "given" : param.rule);
    }
    if (model.info->resamples)
        a.emplace_back("drawdown_meaning", "distribution under resampling, not a confidence interval");
}

void add_attributes(Cube& cube, Study const& study, PathInputs const& inputs, PathShape const& shape) {
    MonteCarloSpec const& spec = study.montecarlo;
    auto& a = cube.attributes;
    add_model(cube, inputs);
    a.emplace_back("paths_of", spec.of);
    a.emplace_back("paths", std::to_string(spec.paths));
    a.emplace_back("horizon", std::to_string(spec.horizon));
    a.emplace_back("fan_paths", std::to_string(shape.fan_paths));
    a.emplace_back("random", "Philox4x32-10, counter (block, stream, path), key seed");
    a.emplace_back("risk_convention",
                   "order statistics: quantile x(ceil(n q)), VaR -x(ceil(n (1 - level))), losses positive");
}

}  // namespace

Cube make_montecarlo_cube(PathWork const& work, std::vector<SymbolRisk> const& risks) {
    Study const& study = work.study;
    Cube cube;
    add_axes(cube, study, work.series, work.shape);
    Variables out(cube, risks);
    out.add("mean_return", {}, "mean terminal return", [](auto& r, auto put) { put(r.terminal.mean); });
    out.add("sd_return", {}, "standard deviation of the terminal return",
            [](auto& r, auto put) { put(r.terminal.deviation); });
    out.add("probability_of_loss", {}, "share of paths that end below their start",
            [](auto& r, auto put) { put(r.terminal.below); });
    out.add("mean_drawdown", {}, "mean of the largest drawdown",
            [](auto& r, auto put) { put(r.drawdown.mean); });
    if (!study.montecarlo.levels.empty()) {
        out.add("value_at_risk", {"level"}, "value at risk of the terminal return, a loss",
                [](auto& r, auto put) {
                    for (Estimate const& e : r.terminal.value_at_risk) put(e);
                });
        out.add("expected_shortfall", {"level"}, "expected shortfall of the terminal return, a loss",
                [](auto& r, auto put) {
                    for (Estimate const& e : r.terminal.expected_shortfall) put(e);
                });
    }
    if (!study.montecarlo.quantiles.empty()) {
        out.add("terminal_quantile", {"quantile"}, "quantile of the terminal return", [](auto& r, auto put) {
            for (Estimate const& e : r.terminal.quantiles) put(e);
        });
        out.add("drawdown_quantile", {"quantile"}, "quantile of the largest drawdown", [](auto& r, auto put) {
            for (Estimate const& e : r.drawdown.quantiles) put(e);
        });
        if (work.shape.bands > 0)
            out.add("fan_quantile", {"step", "quantile"}, "quantile of the return so far",
                    [](auto& r, auto put) {
                        for (auto const& band : r.fan)
                            for (Estimate const& e : band) put(e);
                    });
    }
    add_inputs(cube, work.inputs);
    std::vector<Series const*> list;
    for (Series const& s : work.series) list.push_back(&s);
    add_identity(cube, study, list);
    add_attributes(cube, study, work.inputs, work.shape);
    return cube;
}

nlohmann::json montecarlo_document(Cube const& cube) {
    using nlohmann::json;
    auto const axis = [&](std::string const& name) -> CubeAxis const* {
        for (CubeAxis const& a : cube.axes)
            if (a.name == name) return &a;
        return nullptr;
    };
    auto const number = [](double x) { return std::isnan(x) ? json(nullptr) : json(x); };
    auto const& symbols = std::get<std::vector<std::string>>(axis("symbol")->values);
    json document = json::array();
    for (std::size_t s = 0; s < symbols.size(); ++s) {
        json risk{{"symbol", symbols[s]}};
        for (CubeVariable const& v : cube.variables) {
            auto const* values = std::get_if<std::vector<double>>(&v.values);
            if (values == nullptr || v.axes.empty() || v.axes[0] != "symbol") continue;
            if (v.axes.size() == 1) {
                risk[v.name] = number((*values)[s]);
            } else if (v.axes.size() == 2) {
                auto const& labels = std::get<std::vector<double>>(axis(v.axes[1])->values);
                json& by_label = risk[v.name] = json::object();
                for (std::size_t i = 0; i < labels.size(); ++i)
                    by_label[shortest_text(labels[i])] = number((*values)[s * labels.size() + i]);
            }
        }
        document.push_back(risk);
    }
    return document;
}

Shape risk_shape() {
    using namespace shape;
    Shape const figure = or_null(number());
    std::vector<Member> members = {{"symbol", text()}};
    for (char const* name : {"mean_return", "sd_return", "probability_of_loss", "mean_drawdown"}) {
        members.push_back({name, figure});
        members.push_back({std::string(name) + "_se", figure});
    }
    for (char const* name :
         {"value_at_risk", "expected_shortfall", "terminal_quantile", "drawdown_quantile"}) {
        members.push_back(maybe(name, by_name(figure, "by level or quantile")));
        members.push_back(maybe(std::string(name) + "_se", by_name(figure, "standard error")));
    }
    for (PathModelEntry const& model : path_models())
        for (path_value const& value : model.values)
            if (!value.shared) members.push_back(maybe(value.name, or_null(number(value.title, value.unit))));
    members.push_back({"history", or_null(number("log returns of the history", "bars"))});
    members.push_back({"bars_per_year", or_null(number("measured", "bars"))});
    return object(members, "_se is the standard error of the figure; returns are fractions");
}

}  // namespace basicbot
