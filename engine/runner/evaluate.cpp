#include "engine/runner/evaluate.hpp"

#include <algorithm>
#include <numeric>

#include "engine/observe/error.hpp"
#include "engine/plan/longer_bars.hpp"
#include "engine/strategy/shipped.hpp"

namespace basicbot {

namespace {

// Bits of the grid indices interleaved, so that a run of neighbours in this order is a block of the grid and
// shares columns on every axis.
std::uint64_t interleaved(std::vector<std::uint32_t> const& index) {
    std::uint64_t code = 0;
    for (int bit = 0, at = 0; bit < 32 && at < 64; ++bit)
        for (std::size_t axis = index.size(); axis-- > 0 && at < 64; ++at)
            code |= static_cast<std::uint64_t>((index[axis] >> bit) & 1) << at;
    return code;
}

std::vector<std::uint32_t> neighbours_first(Grid const& grid) {
    std::size_t const cells = grid.cell_count();
    std::vector<std::uint64_t> code(cells);
    for (std::size_t i = 0; i < cells; ++i) code[i] = interleaved(grid.indices(i));
    std::vector<std::uint32_t> order(cells);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return code[a] != code[b] ? code[a] < code[b] : a < b;
    });
    return order;
}

}  // namespace

SweepPlan make_sweep_plan(Study const& study) {
    if (!study.common_start && study.kind != StudyKind::sweep)
        fail(ErrorKind::config,
             {.code = "no_common_start",
              .path = "study.common_start",
              .value = "false",
              .problem = "only the cells of a sweep can be measured from bars of their own",
              .allowed = "true",
              .suggestion = "leave the field out, or use study.kind = \"sweep\""});
    SweepPlan plan;
    plan.study = study;
    plan.strategy = load_strategy(study.strategy, study.params);
    plan.strategy.extra = study.data.series;
    plan.grid = make_grid(plan.strategy, study.params, study.where);
    plan.lowered = lower(plan.strategy, plan.grid, study.execution.side);
    check_longer(plan.lowered, study.data.timeframe);
    plan.execution_axes = {study.execution.fee_bps, study.execution.slippage_bps, study.execution.stop_loss};
    for (double fee : study.execution.fee_bps.values)
        for (double slippage : study.execution.slippage_bps.values)
            for (double stop : study.execution.stop_loss.values)
                plan.costs.push_back({fee / 10000.0, slippage / 10000.0, stop});
    plan.order = neighbours_first(plan.grid);
    plan.place.resize(plan.order.size());
    for (std::uint32_t i = 0; i < plan.order.size(); ++i) plan.place[plan.order[i]] = i;
    return plan;
}

evaluator choose_evaluator(SweepPlan const& plan, Series const& series) {
    bool const stops =
        std::any_of(plan.costs.begin(), plan.costs.end(), [](cost_row const& c) { return c.stop > 0; });
    auto const positive = [](std::span<double const> prices) {
        return std::all_of(prices.begin(), prices.end(), [](double p) { return p > 0; });
    };
    bool const simple = !plan.lowered.has_short && !stops && positive(series.open) && positive(series.close);
    return simple ? evaluator::events : evaluator::bar_loop;
}

std::vector<std::int64_t> warmups(SweepPlan const& plan, Series const& series) {
    return plan.lowered.warmup(given_begins(plan.lowered, series));
}

std::vector<MetricEntry const*> wanted_metrics(Study const& study) {
    std::vector<MetricEntry const*> list;
    for (MetricEntry const& m : metrics()) {
        bool const all = study.output.metrics.empty();
        bool named = false;
        for (std::string const& name : study.output.metrics) named = named || name == m.info->name;
        if (all || named) list.push_back(&m);
    }
    return list;
}

sums_level needed_sums(Study const& study) {
    sums_level level = find_metric(study.walkforward.select)->info->needs;  // ranks the cells
    for (MetricEntry const* m : wanted_metrics(study)) level = std::max(level, m->info->needs);
    return level;
}

std::vector<window_sums> evaluate_cells(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                        std::vector<std::uint32_t> const& cells,
                                        std::vector<window> const& windows,
                                        std::vector<metric_context> const& contexts, Backend& backend,
                                        Progress const& progress) {
    auto const width = static_cast<std::size_t>(plan.lowered.leaf_count);
    std::vector<std::uint32_t> leaves;
    leaves.reserve(cells.size() * width);
    for (std::uint32_t cell : cells) {
        std::uint32_t const* const of_cell = plan.lowered.leaves.data() + cell * width;
        leaves.insert(leaves.end(), of_cell, of_cell + width);
    }
    std::vector<window_sums> sums(windows.size() * plan.costs.size() * cells.size());
    sweep_task task{};
    task.bars = bars_of(series);
    task.planes = plan.lowered.planes.data();
    task.plane_count = static_cast<std::int64_t>(plan.lowered.planes.size());
    task.program = plan.lowered.gates();
    task.leaves = leaves.data();
    task.cell_count = static_cast<std::int64_t>(cells.size());
    task.costs = plan.costs.data();
    task.cost_count = static_cast<std::int32_t>(plan.costs.size());
    task.windows = windows.data();
    task.contexts = contexts.data();
    task.window_count = static_cast<std::int32_t>(windows.size());
    task.how = choose_evaluator(plan, series);
    task.level = needed_sums(plan.study);
    task.out = sums.data();
    backend.sweep(task, columns, progress);
    return sums;
}

std::vector<window_sums> evaluate_own(SweepPlan const& plan, Series const& series, ColumnSet const& columns,
                                      std::vector<std::uint32_t> const& cells, OwnWindows const& own,
                                      Backend& backend, Progress const& progress) {
    std::size_t const costs = plan.costs.size();
    std::vector<window_sums> sums(costs * cells.size());
    double done = 0;
    for (std::size_t k = 0; k < own.windows.size(); ++k) {
        std::vector<std::uint32_t> members, at;  // at: their places in `cells`
        for (std::uint32_t i = 0; i < cells.size(); ++i)
            if (own.of_cell[cells[i]] == k) {
                members.push_back(cells[i]);
                at.push_back(i);
            }
        if (members.empty()) continue;
        double const share = static_cast<double>(members.size()) / static_cast<double>(cells.size());
        auto const part =
            evaluate_cells(plan, series, columns, members, {own.windows[k]}, {own.contexts[k]}, backend,
                           [&](double of_part) { return !progress || progress(done + share * of_part); });
        done += share;
        for (std::size_t c = 0; c < costs; ++c)
            for (std::size_t i = 0; i < members.size(); ++i)
                sums[c * cells.size() + at[i]] = part[c * members.size() + i];
    }
    return sums;
}

}  // namespace basicbot
