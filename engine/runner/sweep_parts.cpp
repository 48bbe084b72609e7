#include "engine/runner/sweep_parts.hpp"

#include <algorithm>

#include "engine/cube/text_hash.hpp"
#include "engine/runner/contract.hpp"
#include "engine/runner/memory_need.hpp"
#include "engine/runner/run_in_parts.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

constexpr double large_sweep = 3e11;  // bar-combinations: half a minute on two cores
constexpr double part_bars = 1e10;    // bar-combinations

std::size_t longest(SweepWork const& work) { return std::max<std::size_t>(work.shape().windows, 1); }

// Measured bars of one cell over all windows and costs, of the symbol with the most.
double bars_of_cell(SweepWork const& work) {
    double most = 1;
    for (SymbolWindows const& s : work.symbols) {
        double bars = 0;
        for (window const& w : s.windows) bars += static_cast<double>(w.end - w.begin);
        most = std::max(most, bars * static_cast<double>(work.plan.costs.size()));
    }
    return most;
}

json layout_of(SweepWork const& work, std::size_t part_cells) {
    json names = json::array(), windows = json::array();
    for (MetricEntry const* m : work.metrics) names.push_back(m->info->name);
    for (SymbolWindows const& s : work.symbols) windows.push_back(s.windows.size());
    return {{"cells", work.plan.grid.cell_count()},
            {"costs", work.plan.costs.size()},
            {"windows", windows},
            {"metrics", names},
            {"part_cells", part_cells}};
}

std::size_t parts_per_symbol(json const& layout) {
    std::size_t const cells = layout.at("cells"), size = layout.at("part_cells");
    return (cells + size - 1) / size;
}

}  // namespace

std::size_t usual_part_cells(SweepWork const& work, std::uint64_t memory) {
    MemoryNeed const need = memory_need(work);
    std::size_t const cells = work.plan.grid.cell_count();
    std::uint64_t const value_bytes =
        work.metrics.size() * longest(work) * work.plan.costs.size() * sizeof(double);
    double const by_work = std::max(1.0, part_bars / bars_of_cell(work));
    std::uint64_t const left = memory > need.fixed ? memory - need.fixed : 0;
    std::uint64_t const most =
        std::max<std::uint64_t>(1, std::min(part_bytes / value_bytes, left / 2 / need.per_cell));
    return static_cast<std::size_t>(
        std::min({static_cast<double>(cells), by_work, static_cast<double>(most)}));
}

bool is_large(SweepWork const& work, std::uint64_t memory) {
    double const all = bars_of_cell(work) * static_cast<double>(work.plan.grid.cell_count()) *
                       static_cast<double>(work.symbols.size());
    return all > large_sweep || memory_need(work).whole > memory;
}

RunPlan make_run_plan(SweepWork const& work, std::size_t part_cells) {
    std::string rules;
    for (SourceText const& source : work.plan.strategy.sources) rules += source.text + "\n";
    json data = json::array();
    for (SymbolWindows const& s : work.symbols)
        data.push_back(
            {{"symbol", s.series.symbol}, {"timeframe", s.series.timeframe}, {"hash", s.series.identity()}});
    RunPlan plan;
    plan.identity = {{"study", work.plan.study.text},
                     {"rules", text_hash(rules)},
                     {"data", data},
                     {"numeric_contract", numeric_contract},
                     {"layout", layout_of(work, part_cells)}};
    plan.parts = work.symbols.size() * parts_per_symbol(plan.identity["layout"]);
    return plan;
}

CellRange cells_of_part(json const& identity, std::size_t part) {
    json const& layout = identity.at("layout");
    std::size_t const per_symbol = parts_per_symbol(layout), cells = layout.at("cells"),
                      size = layout.at("part_cells");
    std::size_t const first = (part - 1) % per_symbol * size;
    return {(part - 1) / per_symbol, first, std::min(size, cells - first)};
}

void check_part_memory(SweepWork const& work, RunPlan const& plan, std::uint64_t memory) {
    MemoryNeed const need = memory_need(work);
    std::uint64_t const cells = plan.identity.at("layout").at("part_cells");
    std::uint64_t const wanted = need.fixed + cells * need.per_cell;
    if (wanted <= memory) return;
    fail(ErrorKind::config, {.code = "too_little_memory",
                             .path = "--memory",
                             .value = std::to_string(memory) + " bytes",
                             .problem = "a part of the run does not fit: bars, columns and plan take " +
                                        std::to_string(need.fixed) + " bytes, the " + std::to_string(cells) +
                                        " cells of a part " + std::to_string(cells * need.per_cell),
                             .allowed = std::to_string((wanted + (1 << 20) - 1) >> 20) + "M or more",
                             .suggestion = "give more, or use fewer values per axis or fewer bars"});
}

PartWork make_part_work(SweepWork const& work, RunPlan const& plan, SymbolColumns& columns,
                        MetricTable& table, Backend& backend) {
    json const identity = plan.identity;
    auto const frame = [&work, identity, hash = plan.hash()](std::size_t part) {
        CellRange const range = cells_of_part(identity, part);
        return RunPart{hash,
                       part,
                       {{"metric", work.metrics.size()},
                        {"window", work.symbols[range.symbol].windows.size()},
                        {"cell", range.count},
                        {"execution", work.plan.costs.size()}},
                       {}};
    };
    return {
        "sweep",
        frame,
        [&, identity](std::size_t part, Progress const& progress) {
            CellRange const range = cells_of_part(identity, part);
            return range_values(work, range, columns.of(range.symbol), backend, progress);
        },
        [&, identity](std::size_t part, std::vector<double> const& values) {
            put_range(table, work, cells_of_part(identity, part), values);
        },
        [&work, identity](std::size_t part) { return bar_combinations(work, cells_of_part(identity, part)); },
        "bar-combinations"};
}

}  // namespace basicbot
