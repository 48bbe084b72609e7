#include "engine/runner/sweep_work.hpp"

#include <algorithm>

#include "engine/plan/windows.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

namespace {

// One window for every distinct warm-up of the grid, earliest first (A8).
OwnWindows own_windows(SweepPlan const& plan, Series const& series, std::vector<std::int64_t> const& warmup) {
    std::vector<std::int64_t> distinct = warmup;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    OwnWindows own;
    for (std::int64_t bars : distinct) {
        own.windows.push_back(measured_range(series, plan.study.data, bars));
        own.contexts.push_back(
            make_context(series, own.windows.back(), plan.study.metrics, plan.study.execution.cash));
    }
    for (std::int64_t bars : warmup)
        own.of_cell.push_back(static_cast<std::uint32_t>(
            std::lower_bound(distinct.begin(), distinct.end(), bars) - distinct.begin()));
    return own;
}

// Windows of one symbol: the whole range, or train and test of every fold.
SymbolWindows windows_of(SweepPlan const& plan, Series series) {
    SymbolWindows s;
    std::vector<std::int64_t> const warmup = warmups(plan, series);
    s.warmup = *std::max_element(warmup.begin(), warmup.end());
    window const range = measured_range(series, plan.study.data, s.warmup);
    if (plan.study.kind == StudyKind::walkforward) {
        for (Fold const& f : make_folds(plan.study.walkforward, range))
            s.windows.insert(s.windows.end(), {f.train, f.test});
    } else {
        if (!plan.study.common_start) s.own = own_windows(plan, series, warmup);
        s.windows = {plan.study.common_start ? range : s.own.windows.front()};
    }
    for (window const& w : s.windows)
        s.contexts.push_back(make_context(series, w, plan.study.metrics, plan.study.execution.cash));
    s.how = choose_evaluator(plan, series);
    s.series = std::move(series);
    return s;
}

void check_walkforward(SweepPlan const& plan, std::vector<SymbolWindows> const& symbols) {
    for (std::size_t i : {std::size_t{0}, std::size_t{1}})
        if (plan.execution_axes[i].values.size() > 1)
            fail(ErrorKind::config, {.code = "assumption_swept",
                                     .path = "execution." + plan.execution_axes[i].name,
                                     .value = "",
                                     .problem = "a walk-forward must not choose its own costs",
                                     .allowed = "one value",
                                     .suggestion = "give one value, or run a sweep over costs"});
    for (SymbolWindows const& s : symbols)
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

// Cells of the range in the plan's order, in which neighbours share columns.
std::vector<std::uint32_t> neighbours_in(SweepPlan const& plan, CellRange const& range) {
    if (range.count == plan.order.size()) return plan.order;
    std::vector<std::uint32_t> cells(range.count);
    for (std::uint32_t i = 0; i < range.count; ++i) cells[i] = static_cast<std::uint32_t>(range.first) + i;
    std::sort(cells.begin(), cells.end(),
              [&](std::uint32_t a, std::uint32_t b) { return plan.place[a] < plan.place[b]; });
    return cells;
}

}  // namespace

MetricShape SweepWork::shape() const {
    std::size_t windows = 0;  // the longest symbol's: shorter ones are undefined behind theirs
    for (SymbolWindows const& s : symbols) windows = std::max(windows, s.windows.size());
    return {metrics.size(), symbols.size(), windows, plan.grid.cell_count(), plan.costs.size()};
}

SweepWork make_sweep_work(Study const& study, std::vector<Series> const& memory) {
    check_select(study);
    SweepWork work;
    work.plan = make_sweep_plan(study);
    for (Series& s : load_all(study, work.plan.lowered.extra, memory))
        work.symbols.push_back(windows_of(work.plan, std::move(s)));
    if (work.folds()) check_walkforward(work.plan, work.symbols);
    work.metrics = wanted_metrics(study);
    work.wanted = work.metrics.size();
    MetricEntry const* const select = find_metric(study.walkforward.select);
    work.select = static_cast<std::size_t>(std::find(work.metrics.begin(), work.metrics.end(), select) -
                                           work.metrics.begin());
    if (work.select == work.wanted) work.metrics.push_back(select);
    return work;
}

std::vector<double> range_values(SweepWork const& work, CellRange const& range, ColumnSet const& columns,
                                 Backend& backend, Progress const& progress) {
    SymbolWindows const& s = work.symbols[range.symbol];
    std::vector<std::uint32_t> const cells = neighbours_in(work.plan, range);
    std::vector<window_sums> const sums =
        s.own.of_cell.empty()
            ? evaluate_cells(work.plan, s.series, columns, cells, s.windows, s.contexts, backend, progress)
            : evaluate_own(work.plan, s.series, columns, cells, s.own, backend, progress);
    std::size_t const costs = work.plan.costs.size(), windows = s.windows.size();
    std::vector<double> values(work.metrics.size() * windows * range.count * costs);
    for (std::size_t m = 0; m < work.metrics.size(); ++m)
        for (std::size_t w = 0; w < windows; ++w)
            for (std::size_t c = 0; c < costs; ++c)
                for (std::size_t i = 0; i < cells.size(); ++i)
                    values[((m * windows + w) * range.count + cells[i] - range.first) * costs + c] =
                        work.metrics[m]->finish(sums[(w * costs + c) * cells.size() + i],
                                                s.context(w, cells[i]));
    return values;
}

double bar_combinations(SweepWork const& work, CellRange const& range) {
    double bars = 0;
    for (window const& w : work.symbols[range.symbol].windows) bars += static_cast<double>(w.end - w.begin);
    return bars * static_cast<double>(range.count) * static_cast<double>(work.plan.costs.size());
}

void put_range(MetricTable& table, SweepWork const& work, CellRange const& range,
               std::vector<double> const& values) {
    std::size_t const windows = work.symbols[range.symbol].windows.size();
    std::size_t const run = range.count * work.plan.costs.size();
    for (std::size_t m = 0; m < work.metrics.size(); ++m)
        for (std::size_t w = 0; w < windows; ++w)
            table.put(m, range.symbol, w, range.first,
                      std::span(values).subspan((m * windows + w) * run, run));
}

ColumnSet const& SymbolColumns::of(std::size_t symbol) {
    if (columns_ == nullptr || symbol_ != symbol) {
        columns_.reset();
        columns_ = plan_columns(work_.plan.lowered, work_.symbols[symbol].series, backend_);
        symbol_ = symbol;
    }
    return *columns_;
}

}  // namespace basicbot
