#include <algorithm>

#include "engine/plan/windows.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/walkforward.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

// One window for every distinct warm-up of the grid, earliest first (A8).
OwnWindows own_windows(SweepPlan const& plan, Series const& series) {
    std::vector<std::int64_t> warmups = plan.lowered.cell_warmup;
    std::sort(warmups.begin(), warmups.end());
    warmups.erase(std::unique(warmups.begin(), warmups.end()), warmups.end());
    OwnWindows own;
    for (std::int64_t bars : warmups) {
        own.windows.push_back(measured_range(series, plan.study.data, bars));
        own.contexts.push_back(
            make_context(series, own.windows.back(), plan.study.metrics, plan.study.execution.cash));
    }
    for (std::int64_t bars : plan.lowered.cell_warmup)
        own.of_cell.push_back(static_cast<std::uint32_t>(
            std::lower_bound(warmups.begin(), warmups.end(), bars) - warmups.begin()));
    return own;
}

// Windows of one symbol: the whole range, or train and test of every fold.
SymbolSums windows_of(SweepPlan const& plan, Series series) {
    SymbolSums s;
    window const range = measured_range(series, plan.study.data, plan.warmup);
    if (plan.study.kind == StudyKind::walkforward) {
        for (Fold const& f : make_folds(plan.study.walkforward, range))
            s.windows.insert(s.windows.end(), {f.train, f.test});
    } else {
        if (!plan.study.common_start) s.own = own_windows(plan, series);
        s.windows = {plan.study.common_start ? range : s.own.windows.front()};
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
    std::size_t const variants = plan.costs.size() * plan.grid.cell_count();
    double bar_combinations = 0;
    std::size_t windows = 0;
    json list = json::array();
    for (SymbolSums const& s : symbols) {
        windows = std::max(windows, s.windows.size());
        for (window const& w : s.windows)
            bar_combinations += static_cast<double>(w.end - w.begin) * static_cast<double>(variants);
        json d = window_document(s.series, {s.windows.front().begin, s.windows.back().end});
        d["symbol"] = s.series.symbol;
        d["windows"] = s.windows.size();
        d["evaluator"] = s.how == evaluator::events ? "events" : "bar_loop";
        list.push_back(d);
    }
    return {{"cells", plan.grid.cell_count()},
            {"execution_variants", plan.costs.size()},
            {"windows", windows},
            {"columns", plan.lowered.columns.size()},
            {"planes", plan.lowered.planes.size()},
            {"warmup_bars", plan.warmup},
            {"common_start", plan.study.common_start},
            {"bar_combinations", bar_combinations},
            {"cube_bytes", symbols.size() * windows * variants * 8 * wanted_metrics(plan.study).size()},
            {"symbols", list}};
}

// Names of the axes in the order of the cube: parameters, then what of the execution has several values.
json swept_axes(SweepPlan const& plan) {
    json params = json::array(), execution = json::array();
    for (ParameterAxis const& a : plan.grid.axes) params.push_back(a.name);
    for (ParameterAxis const& a : plan.execution_axes)
        if (a.values.size() > 1) execution.push_back(a.name);
    return {{"params", params}, {"execution", execution}};
}

json fold_document(SweepPlan const& plan, SymbolSums const& s, std::size_t fold, Chosen const& c) {
    std::size_t const train = 2 * fold, test = train + 1;
    json d{{"symbol", s.series.symbol},
           {"fold", fold},
           {"train", window_document(s.series, s.windows[train])},
           {"test", window_document(s.series, s.windows[test])}};
    if (!c.any) return d;
    auto const metrics_of = [&](std::size_t w) {
        return metrics_document(plan.study, s.at(w, c.cost, c.cell, plan), s.contexts[w]);
    };
    d["params"] = params_document(plan, c.cell);
    d["execution"] = execution_document(plan, c.cost);
    d["selected_for"] = find_metric(plan.study.walkforward.select)
                            ->finish(s.at(train, c.cost, c.cell, plan), s.contexts[train]);
    d["train_metrics"] = metrics_of(train);
    d["test_metrics"] = metrics_of(test);
    return d;
}

struct Ranked {
    double value;
    std::size_t cost, cell;
};

// The best cells of a symbol by walkforward.select; undefined ones are left out, ties go to the lowest number
// (A12).
std::vector<Ranked> best_cells(SweepPlan const& plan, SymbolSums const& s, std::size_t count) {
    MetricEntry const& metric = *find_metric(plan.study.walkforward.select);
    std::vector<Ranked> ranked;
    for (std::size_t cell = 0; cell < plan.grid.cell_count(); ++cell)
        for (std::size_t c = 0; c < plan.costs.size(); ++c) {
            double const v = metric.finish(s.at(0, c, cell, plan), s.context(0, cell));
            if (v == v) ranked.push_back({v, c, cell});
        }
    bool const low = metric.info->goal == better::lower;
    auto const keep = static_cast<std::ptrdiff_t>(std::min(ranked.size(), count));
    std::partial_sort(ranked.begin(), ranked.begin() + keep, ranked.end(),
                      [&](Ranked const& a, Ranked const& b) {
                          if (a.value != b.value) return low ? a.value < b.value : a.value > b.value;
                          return a.cell != b.cell ? a.cell < b.cell : a.cost < b.cost;
                      });
    ranked.resize(static_cast<std::size_t>(keep));
    return ranked;
}

// What ranks cells must say which way is better (A12).
void check_select(Study const& study) {
    MetricEntry const& metric = *find_metric(study.walkforward.select);
    if (metric.info->goal != better::none) return;
    std::string goals;
    for (MetricEntry const& m : metrics())
        if (m.info->goal != better::none) goals += (goals.empty() ? "" : ", ") + std::string(m.info->name);
    fail(ErrorKind::config, {.code = "no_goal",
                             .path = "walkforward.select",
                             .value = study.walkforward.select,
                             .problem = "this metric does not say what is better",
                             .allowed = goals,
                             .suggestion = "choose one of these"});
}

}  // namespace

json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    json document;
    check_select(study);
    SweepPlan const plan = make_sweep_plan(study);
    std::vector<SymbolSums> symbols;
    for (Series& s : load_all(study)) symbols.push_back(windows_of(plan, std::move(s)));
    bool const folds = study.kind == StudyKind::walkforward;
    if (folds) check_walkforward(plan, symbols);
    document["cells"] = plan.grid.cell_count() * plan.costs.size();
    document["plan"] = plan_document(plan, symbols);
    document["select"] = study.walkforward.select;
    document["axes"] = swept_axes(plan);
    if (options.dry_run) return document;

    std::vector<std::unique_ptr<ColumnSet>> columns;
    for (SymbolSums& s : symbols) {
        stages.check("columns");
        columns.push_back(
            stages.run("columns", [&](Progress const&) { return compute_columns(plan, s.series, backend); }));
        double const before = static_cast<double>(columns.size() - 1),
                     all = static_cast<double>(symbols.size());
        s.sums = stages.run("sweep", [&](Progress const& report) {
            auto const progress = [&](double done) { return report((before + done) / all); };
            return s.own.of_cell.empty()
                       ? evaluate(plan, s.series, *columns.back(), s.windows, s.contexts, backend, progress)
                       : evaluate_own(plan, s.series, *columns.back(), s.own, backend, progress);
        });
        if (!folds) columns.back().reset();
    }

    std::vector<std::vector<Chosen>> chosen;
    std::vector<std::vector<double>> stitched;
    if (folds) {
        chosen = choose_cells(plan, symbols);
        document["folds"] = json::array();
        document["stitched"] = json::array();
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            for (std::size_t fold = 0; fold < chosen[i].size(); ++fold)
                document["folds"].push_back(fold_document(plan, symbols[i], fold, chosen[i][fold]));
            Stitched const curve = stitch(plan, symbols[i], *columns[i], chosen[i]);
            std::vector<double> values;
            for (MetricEntry const* m : wanted_metrics(study))
                values.push_back(curve.any ? m->finish(curve.sums, curve.context) : quiet_nan());
            stitched.push_back(values);
            if (curve.any)
                document["stitched"].push_back(
                    {{"symbol", symbols[i].series.symbol},
                     {"metrics", metrics_document(study, curve.sums, curve.context)},
                     {"equity_end", study.execution.cash * curve.sums.wealth}});
        }
    } else {
        document["best"] = json::array();
        for (SymbolSums const& s : symbols)
            for (Ranked const& r : best_cells(plan, s, static_cast<std::size_t>(std::max(options.top, 0))))
                document["best"].push_back({{"symbol", s.series.symbol},
                                            {"params", params_document(plan, r.cell)},
                                            {"execution", execution_document(plan, r.cost)},
                                            {"selected_for", r.value},
                                            {"metrics", metrics_document(study, s.at(0, r.cost, r.cell, plan),
                                                                         s.context(0, r.cell))}});
    }
    Cube cube = stages.run("cube", [&](Progress const&) { return make_sweep_cube(plan, symbols, chosen); });
    if (folds) add_stitched(cube, plan, stitched);
    write_result(cube, study, stages, document);
    return document;
}

}  // namespace basicbot
