#include "engine/runner/sweep_results.hpp"

#include <algorithm>

#include "engine/runner/study_parts.hpp"
#include "engine/runner/walkforward.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

json plan_document(SweepWork const& work) {
    SweepPlan const& plan = work.plan;
    std::size_t const variants = plan.costs.size() * plan.grid.cell_count();
    double bar_combinations = 0;
    std::int64_t longest = 0;
    json list = json::array();
    for (SymbolWindows const& s : work.symbols) {
        for (window const& w : s.windows)
            bar_combinations += static_cast<double>(w.end - w.begin) * static_cast<double>(variants);
        longest = std::max(longest, s.warmup);
        json d = window_document(s.series, {s.windows.front().begin, s.windows.back().end});
        d["symbol"] = s.series.symbol;
        d["windows"] = s.windows.size();
        d["evaluator"] = s.how == evaluator::events ? "events" : "bar_loop";
        list.push_back(d);
    }
    return {{"cells", plan.grid.cell_count()},
            {"execution_variants", plan.costs.size()},
            {"windows", work.shape().windows},
            {"columns", plan.lowered.columns.size()},
            {"planes", plan.lowered.planes.size()},
            {"warmup_bars", longest},
            {"common_start", plan.study.common_start},
            {"bar_combinations", bar_combinations},
            {"cube_bytes", work.shape().of_metric() * work.wanted * sizeof(double)},
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

// The wanted metrics of one cell; undefined is null.
json cell_metrics(SweepWork const& work, MetricTable const& table, std::size_t symbol, std::size_t window,
                  std::size_t cell, std::size_t cost) {
    json m = json::object();
    for (std::size_t i = 0; i < work.wanted; ++i)
        m[work.metrics[i]->info->name] = number_or_null(table.at(i, symbol, window, cell, cost));
    return m;
}

json fold_document(SweepWork const& work, MetricTable const& table, std::size_t symbol, std::size_t fold,
                   Chosen const& c) {
    SymbolWindows const& s = work.symbols[symbol];
    std::size_t const train = 2 * fold, test = train + 1;
    json d{{"symbol", s.series.symbol},
           {"fold", fold},
           {"train", window_document(s.series, s.windows[train])},
           {"test", window_document(s.series, s.windows[test])}};
    if (!c.any) return d;
    d["params"] = params_document(work.plan, c.cell);
    d["execution"] = execution_document(work.plan, c.cost);
    d["selected_for"] = table.at(work.select, symbol, train, c.cell, c.cost);
    d["train_metrics"] = cell_metrics(work, table, symbol, train, c.cell, c.cost);
    d["test_metrics"] = cell_metrics(work, table, symbol, test, c.cell, c.cost);
    return d;
}

struct Ranked {
    double value;
    std::size_t cost, cell;
};

// The best cells of a symbol by walkforward.select; undefined ones are left out, ties go to the lowest number
// (A12).
std::vector<Ranked> best_cells(SweepWork const& work, MetricTable const& table, std::size_t symbol,
                               std::size_t count) {
    constexpr std::size_t piece = 65536;  // values looked at before the worse ones are let go
    MetricShape const shape = table.shape();
    bool const low = work.metrics[work.select]->info->goal == better::lower;
    auto const before = [&](Ranked const& a, Ranked const& b) {
        if (a.value != b.value) return low ? a.value < b.value : a.value > b.value;
        return a.cell != b.cell ? a.cell < b.cell : a.cost < b.cost;
    };
    std::vector<Ranked> ranked;
    std::vector<double> values;
    for (std::size_t first = 0; first < shape.row(); first += piece) {
        values.resize(std::min(piece, shape.row() - first));
        table.get(work.select, symbol * shape.windows * shape.row() + first, values);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] == values[i])
                ranked.push_back({values[i], (first + i) % shape.costs, (first + i) / shape.costs});
        auto const keep = static_cast<std::ptrdiff_t>(std::min(ranked.size(), count));
        std::partial_sort(ranked.begin(), ranked.begin() + keep, ranked.end(), before);
        ranked.resize(static_cast<std::size_t>(keep));
    }
    return ranked;
}

json best_document(SweepWork const& work, MetricTable const& table, std::size_t top) {
    json best = json::array();
    for (std::size_t s = 0; s < work.symbols.size(); ++s)
        for (Ranked const& r : best_cells(work, table, s, top))
            best.push_back({{"symbol", work.symbols[s].series.symbol},
                            {"params", params_document(work.plan, r.cell)},
                            {"execution", execution_document(work.plan, r.cost)},
                            {"selected_for", r.value},
                            {"metrics", cell_metrics(work, table, s, 0, r.cell, r.cost)}});
    return best;
}

// Adds folds and stitched curves; returns the stitched metrics, [symbol][wanted metric].
std::vector<std::vector<double>> add_folds(SweepWork const& work, MetricTable const& table,
                                           std::vector<std::vector<Chosen>> const& chosen,
                                           SymbolColumns& columns, Backend& backend, json& document) {
    Study const& study = work.plan.study;
    std::vector<std::vector<double>> stitched;
    document["folds"] = json::array();
    document["stitched"] = json::array();
    for (std::size_t s = 0; s < work.symbols.size(); ++s) {
        for (std::size_t fold = 0; fold < chosen[s].size(); ++fold)
            document["folds"].push_back(fold_document(work, table, s, fold, chosen[s][fold]));
        Stitched const curve = stitch(work.plan, work.symbols[s], columns.of(s), chosen[s], backend);
        std::vector<double> values;
        json shown = json::object();
        for (std::size_t i = 0; i < work.wanted; ++i) {
            values.push_back(curve.any ? work.metrics[i]->finish(curve.sums, curve.context) : quiet_nan());
            shown[work.metrics[i]->info->name] = number_or_null(values.back());
        }
        stitched.push_back(values);
        if (curve.any)
            document["stitched"].push_back({{"symbol", work.symbols[s].series.symbol},
                                            {"metrics", shown},
                                            {"equity_end", study.execution.cash * curve.sums.wealth}});
    }
    return stitched;
}

}  // namespace

std::vector<Member> sweep_plan_members() {
    using namespace shape;
    auto const symbol = joined(window_members(), {{"symbol", text()},
                                                  {"windows", whole("measured", "windows")},
                                                  {"evaluator", word({"events", "bar_loop"})}});
    Shape const plan = object({{"cells", whole("parameter combinations", "cells")},
                               {"execution_variants", whole("of costs and stops")},
                               {"windows", whole("of the symbol with the most", "windows")},
                               {"columns", whole("series to compute", "columns")},
                               {"planes", whole("comparisons to compute", "planes")},
                               {"warmup_bars", whole("before the first measured bar", "bars")},
                               {"common_start", flag("all cells are measured over the same bars")},
                               {"bar_combinations", number("bars x cells x variants", "bar-combinations")},
                               {"cube_bytes", whole("of the metrics", "bytes")},
                               {"memory_bytes", whole("in one piece", "bytes")},
                               {"in_parts", flag("it is computed part by part")},
                               maybe("cube", text("file of the result")),
                               {"symbols", list(object(symbol))}});
    return {{"cells", whole("parameter combinations x variants of the execution", "cells")},
            {"plan", plan},
            {"select", text("metric that ranks cells")},
            {"axes", object({{"params", list(text())}, {"execution", list(text())}}, "what is swept")}};
}

std::vector<Member> sweep_result_members(bool folds) {
    using namespace shape;
    Shape const values = by_name(number());
    if (!folds)
        return {maybe("best", list(object({{"symbol", text()},
                                           {"params", values},
                                           {"execution", values},
                                           {"selected_for", number("value of the ranking metric")},
                                           {"metrics", metrics_shape()}}),
                                   "best first, --top of each symbol"))};
    Shape const fold = object({{"symbol", text()},
                               {"fold", whole("from 0")},
                               {"train", object(window_members())},
                               {"test", object(window_members())},
                               maybe("params", values),
                               maybe("execution", values),
                               maybe("selected_for", number("value of the ranking metric in train")),
                               maybe("train_metrics", metrics_shape()),
                               maybe("test_metrics", metrics_shape())});
    Shape const curve = object(
        {{"symbol", text()}, {"metrics", metrics_shape()}, {"equity_end", number("", "account currency")}});
    return {maybe("folds", list(fold, "only its windows where no cell could be chosen")),
            maybe("stitched", list(curve, "all test windows in a row"))};
}

json sweep_plan_document(SweepWork const& work) {
    return {{"cells", work.plan.grid.cell_count() * work.plan.costs.size()},
            {"plan", plan_document(work)},
            {"select", work.plan.study.walkforward.select},
            {"axes", swept_axes(work.plan)}};
}

Cube sweep_results(SweepWork const& work, MetricTable const& table, SymbolColumns& columns, Backend& backend,
                   std::size_t top, json& document) {
    if (!work.folds()) {
        document["best"] = best_document(work, table, top);
        return make_sweep_cube(work, table, {});
    }
    auto const chosen = choose_cells(work.plan, work.symbols, [&](std::size_t symbol, std::size_t window) {
        return table.row(work.select, symbol, window);
    });
    auto const stitched = add_folds(work, table, chosen, columns, backend, document);
    Cube cube = make_sweep_cube(work, table, chosen);
    add_stitched(cube, work, stitched);
    return cube;
}

}  // namespace basicbot
