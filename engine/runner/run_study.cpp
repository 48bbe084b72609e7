#include "engine/runner/run_study.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "engine/bars/store.hpp"
#include "engine/observe/error.hpp"
#include "engine/plan/windows.hpp"
#include "engine/runner/montecarlo.hpp"
#include "engine/runner/replay.hpp"
#include "engine/runner/walkforward.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

class Stages {
  public:
    Stages(RunProgress const& progress) : progress_(progress) {}
    // Runs `work` as the stage `name`, counting its seconds; backend failures become Errors.
    template <class Work>
    auto run(std::string const& name, Work const& work) {
        auto const start = std::chrono::steady_clock::now();
        struct Clock {
            Stages& s;
            std::string const& name;
            std::chrono::steady_clock::time_point start;
            ~Clock() {
                s.seconds_[name] +=
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            }
        } const clock{*this, name, start};
        try {
            return work([&](double done) { return !progress_ || progress_(name, done); });
        } catch (BackendError const& e) {
            if (std::string(e.what()) == "cancelled") interrupted();
            fail(ErrorKind::device, {.code = "device_failed",
                                     .path = "",
                                     .value = "",
                                     .problem = e.what(),
                                     .allowed = "",
                                     .suggestion = "run again with --device=cpu"});
        }
    }
    // Between stages: has somebody asked to stop?
    void check(std::string const& name) {
        if (progress_ && !progress_(name, 0.0)) interrupted();
    }
    json seconds() const { return seconds_; }

  private:
    [[noreturn]] static void interrupted() {
        fail(ErrorKind::interrupted, {.code = "interrupted",
                                      .path = "",
                                      .value = "",
                                      .problem = "stopped on request",
                                      .allowed = "",
                                      .suggestion = "run the same command again"});
    }
    RunProgress const& progress_;
    std::map<std::string, double> seconds_;
};

json number(double x) { return x == x ? json(x) : json(nullptr); }

json metrics_document(Study const& study, window_sums const& sums, metric_context const& context) {
    json m = json::object();
    for (MetricEntry const* e : wanted_metrics(study)) m[e->info->name] = number(e->finish(sums, context));
    return m;
}

json params_document(SweepPlan const& plan, std::size_t cell) {
    json p = json::object();
    for (std::size_t a = 0; a < plan.grid.axes.size(); ++a)
        p[plan.grid.axes[a].name] = plan.grid.axes[a].values[plan.grid.indices(cell)[a]];
    return p;
}

json execution_document(SweepPlan const& plan, std::size_t cost) {
    cost_row const& c = plan.costs[cost];
    return {{"fee_bps", c.fee * 10000.0}, {"slippage_bps", c.slippage * 10000.0}, {"stop_loss", c.stop}};
}

json window_document(Series const& s, window w) {
    return {{"first", iso_time(s.time[static_cast<std::size_t>(w.begin)])},
            {"last", iso_time(s.time[static_cast<std::size_t>(w.end - 1)])},
            {"bars", w.end - w.begin}};
}

std::vector<Series> load_all(Study const& study) {
    Store const store = Store::open(study.data.store);
    std::vector<Series> all;
    for (std::string const& symbol : study.data.symbols)
        all.push_back(store.load(symbol, study.data.timeframe));
    return all;
}

// Windows of one symbol: the whole range, or train and test of every fold.
SymbolSums windows_of(SweepPlan const& plan, Series series) {
    SymbolSums s;
    window const range = measured_range(series, plan.study.data, plan.warmup);
    if (plan.study.kind == StudyKind::walkforward) {
        for (Fold const& f : make_folds(plan.study.walkforward, range))
            s.windows.insert(s.windows.end(), {f.train, f.test});
    } else {
        s.windows = {range};
    }
    for (window const& w : s.windows)
        s.contexts.push_back(make_context(series, w, plan.study.metrics, plan.study.execution.cash));
    s.how = choose_evaluator(plan, series);
    s.series = std::move(series);
    return s;
}

void check_walkforward(SweepPlan const& plan, std::vector<SymbolSums> const& symbols) {
    for (std::size_t i : {std::size_t{0}, std::size_t{1}})
        if (plan.execution_axes[i].values.size() > 1)
            fail(ErrorKind::config, {.code = "assumption_swept",
                                     .path = "execution." + plan.execution_axes[i].name,
                                     .value = "",
                                     .problem = "a walk-forward must not choose its own costs",
                                     .allowed = "one value",
                                     .suggestion = "give one value, or run a sweep over costs"});
    for (SymbolSums const& s : symbols)
        if (plan.study.walkforward.scope == "pooled" && s.windows.size() != symbols.front().windows.size())
            fail(ErrorKind::config,
                 {.code = "uneven_folds",
                  .path = "data.symbols",
                  .value = s.series.symbol,
                  .problem = "has " + std::to_string(s.windows.size() / 2) + " folds, " +
                             symbols.front().series.symbol + " has " +
                             std::to_string(symbols.front().windows.size() / 2),
                  .allowed = "",
                  .suggestion =
                      "set data.from and data.to to a common range, or use walkforward.scope = \"symbol\""});
}

json plan_document(SweepPlan const& plan, std::vector<SymbolSums> const& symbols) {
    double bar_combinations = 0;
    json list = json::array();
    for (SymbolSums const& s : symbols) {
        for (window const& w : s.windows)
            bar_combinations += static_cast<double>(w.end - w.begin) *
                                static_cast<double>(plan.costs.size() * plan.grid.cell_count());
        window const all{s.windows.front().begin, s.windows.back().end};
        json d = window_document(s.series, all);
        d["symbol"] = s.series.symbol;
        d["evaluator"] = s.how == evaluator::events ? "events" : "bar_loop";
        list.push_back(d);
    }
    std::size_t const values =
        symbols.size() * symbols.front().windows.size() * plan.costs.size() * plan.grid.cell_count();
    return {{"cells", plan.grid.cell_count()},
            {"execution_variants", plan.costs.size()},
            {"windows", symbols.front().windows.size()},
            {"columns", plan.lowered.columns.size()},
            {"planes", plan.lowered.planes.size()},
            {"warmup_bars", plan.warmup},
            {"bar_combinations", bar_combinations},
            {"cube_bytes", values * 8 * wanted_metrics(plan.study).size()},
            {"symbols", list}};
}

void write_result(Cube const& cube, Study const& study, Stages& stages, json& document) {
    std::string const path = study.output.cube.empty() ? study.name + ".h5" : study.output.cube;
    stages.run("cube", [&](Progress const&) { write_cube(cube, path); });
    document["cube"] = {{"path", path}, {"content_hash", content_hash(cube)}};
}

json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    json document;
    SweepPlan const plan = make_sweep_plan(study);
    std::vector<SymbolSums> symbols;
    for (Series& s : load_all(study)) symbols.push_back(windows_of(plan, std::move(s)));
    bool const folds = study.kind == StudyKind::walkforward;
    if (folds) check_walkforward(plan, symbols);
    document["cells"] = plan.grid.cell_count() * plan.costs.size();
    document["plan"] = plan_document(plan, symbols);
    if (options.dry_run) return document;

    std::vector<std::unique_ptr<ColumnSet>> columns;
    for (SymbolSums& s : symbols) {
        stages.check("columns");
        columns.push_back(
            stages.run("columns", [&](Progress const&) { return compute_columns(plan, s.series, backend); }));
        double const before = static_cast<double>(columns.size() - 1),
                     all = static_cast<double>(symbols.size());
        s.sums = stages.run("sweep", [&](Progress const& report) {
            return evaluate(plan, s.series, *columns.back(), s.windows, s.contexts, backend,
                            [&](double done) { return report((before + done) / all); });
        });
        if (!folds) columns.back().reset();
    }

    std::vector<std::vector<Chosen>> chosen;
    std::vector<std::vector<double>> stitched;
    if (folds) {
        chosen = choose_cells(plan, symbols);
        document["folds"] = json::array();
        document["stitched"] = json::array();
        for (std::size_t s = 0; s < symbols.size(); ++s) {
            SymbolSums const& symbol = symbols[s];
            for (std::size_t f = 0; f < chosen[s].size(); ++f) {
                Chosen const& c = chosen[s][f];
                json d{{"symbol", symbol.series.symbol},
                       {"fold", f},
                       {"train", window_document(symbol.series, symbol.windows[2 * f])},
                       {"test", window_document(symbol.series, symbol.windows[2 * f + 1])}};
                if (c.any) {
                    d["params"] = params_document(plan, c.cell);
                    d["execution"] = execution_document(plan, c.cost);
                    d["train_metrics"] = metrics_document(study, symbol.at(2 * f, c.cost, c.cell, plan),
                                                          symbol.contexts[2 * f]);
                    d["test_metrics"] = metrics_document(study, symbol.at(2 * f + 1, c.cost, c.cell, plan),
                                                         symbol.contexts[2 * f + 1]);
                }
                document["folds"].push_back(d);
            }
            Stitched const curve = stitch(plan, symbol, *columns[s], chosen[s]);
            std::vector<double> values;
            for (MetricEntry const* m : wanted_metrics(study))
                values.push_back(curve.any ? m->finish(curve.sums, curve.context) : quiet_nan());
            if (curve.any)
                document["stitched"].push_back(
                    {{"symbol", symbol.series.symbol},
                     {"metrics", metrics_document(study, curve.sums, curve.context)},
                     {"equity_end", study.execution.cash * curve.sums.wealth}});
            stitched.push_back(values);
        }
    } else {
        MetricEntry const& metric = *find_metric(study.walkforward.select);
        document["best"] = json::array();
        for (SymbolSums const& s : symbols) {
            struct Ranked {
                double value;
                std::size_t cost, cell;
            };
            std::vector<Ranked> ranked;
            for (std::size_t cell = 0; cell < plan.grid.cell_count(); ++cell)
                for (std::size_t c = 0; c < plan.costs.size(); ++c) {
                    double const v = metric.finish(s.at(0, c, cell, plan), s.contexts[0]);
                    if (v == v) ranked.push_back({v, c, cell});
                }
            bool const low = metric.info->goal == better::lower;
            std::size_t const keep =
                std::min(ranked.size(), static_cast<std::size_t>(std::max(options.top, 0)));
            std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(keep),
                              ranked.end(), [&](Ranked const& a, Ranked const& b) {
                                  if (a.value != b.value) return low ? a.value < b.value : a.value > b.value;
                                  return a.cell != b.cell ? a.cell < b.cell : a.cost < b.cost;
                              });
            for (std::size_t i = 0; i < keep; ++i)
                document["best"].push_back(
                    {{"symbol", s.series.symbol},
                     {"params", params_document(plan, ranked[i].cell)},
                     {"execution", execution_document(plan, ranked[i].cost)},
                     {"metrics", metrics_document(study, s.at(0, ranked[i].cost, ranked[i].cell, plan),
                                                  s.contexts[0])}});
        }
    }
    Cube cube = stages.run("cube", [&](Progress const&) { return make_sweep_cube(plan, symbols, chosen); });
    if (folds) add_stitched(cube, plan, stitched);
    write_result(cube, study, stages, document);
    return document;
}

// Bar returns of one cell over the measured range, for montecarlo.of = "strategy".
std::vector<double> strategy_returns(SweepPlan const& plan, Series const& series, Backend& backend) {
    window const range = measured_range(series, plan.study.data, plan.warmup);
    auto const columns = compute_columns(plan, series, backend);
    double const cash = plan.study.execution.cash;
    std::vector<double> returns;
    double before = cash;
    for (double e : replay_equity(plan, series, *columns, 0, 0, range, cash)) {
        returns.push_back(before > 0 ? e / before - 1 : 0.0);
        before = e;
    }
    return returns;
}

json run_paths(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    json document;
    std::vector<Series> const series = load_all(study);
    document["cells"] = 1;
    document["plan"] = {{"paths", study.montecarlo.paths},
                        {"horizon", study.montecarlo.horizon},
                        {"symbols", study.data.symbols}};
    std::vector<std::vector<double>> returns;
    if (study.montecarlo.of == "strategy") {
        SweepPlan const plan = make_sweep_plan(study);
        if (plan.grid.cell_count() * plan.costs.size() != 1)
            fail(ErrorKind::config,
                 {.code = "more_than_one_cell",
                  .path = "params",
                  .value = std::to_string(plan.grid.cell_count() * plan.costs.size()) + " cells",
                  .problem = "montecarlo.of = \"strategy\" needs one combination",
                  .allowed = "one value per axis",
                  .suggestion = "fix the parameters, e.g. --set params.fast=20"});
        if (!options.dry_run)
            for (Series const& s : series)
                returns.push_back(stages.run(
                    "strategy", [&](Progress const&) { return strategy_returns(plan, s, backend); }));
    }
    if (options.dry_run) return document;
    stages.check("paths");
    Cube const cube = stages.run("paths", [&](Progress const& report) {
        return run_montecarlo(study, series, returns, backend, report);
    });
    document["risks"] = montecarlo_document(cube);
    write_result(cube, study, stages, document);
    return document;
}

}  // namespace

json run_study(Study const& study, RunOptions const& options, RunProgress const& progress) {
    ChosenBackend const chosen = choose_backend(options.backend);
    Stages stages(progress);
    bool const paths = study.kind == StudyKind::montecarlo;
    json document = paths ? run_paths(study, options, *chosen.backend, stages)
                          : run_sweep(study, options, *chosen.backend, stages);
    document["kind"] = paths ? "montecarlo" : study.kind == StudyKind::walkforward ? "walkforward" : "sweep";
    document["name"] = study.name;
    document["device"] = chosen.backend->name();
    if (!chosen.notice.empty()) document["notice"] = chosen.notice;
    document["seconds"] = stages.seconds();
    return document;
}

}  // namespace basicbot
