#include "engine/runner/sweep_cube.hpp"

#include <date/date.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "engine/cube/cube_check.hpp"
#include "engine/cube/text_hash.hpp"
#include "engine/runner/contract.hpp"

namespace basicbot {

namespace {

char const* goal_name(better goal) {
    return goal == better::higher ? "higher" : goal == better::lower ? "lower" : "none";
}

// The grid's part of the cube: its own axes when the cells are a full product, else one combination axis.
struct CellAxes {
    std::vector<std::string> names;  // axes a metric has after symbol/fold/segment, cells row-major
};

CellAxes add_cell_axes(Cube& cube, SweepPlan const& plan) {
    CellAxes result;
    Grid const& grid = plan.grid;
    if (grid.constrained) {
        std::size_t const cells = grid.cell_count();
        std::vector<std::int64_t> number(cells);
        for (std::size_t i = 0; i < cells; ++i) number[i] = grid.flat(i);
        cube.axes.push_back({"combination", number, "1", "row-major number in the full grid", ""});
        for (std::size_t a = 0; a < grid.axes.size(); ++a) {
            std::vector<double> value(cells);
            std::vector<std::int64_t> index(cells);
            for (std::size_t i = 0; i < cells; ++i) {
                index[i] = grid.indices(i)[a];
                value[i] = grid.axes[a].values[static_cast<std::size_t>(index[i])];
            }
            cube.axes.push_back(
                {grid.axes[a].name, value, "1", "parameter " + grid.axes[a].name, "combination"});
            cube.axes.push_back({grid.axes[a].name + "_index", index, "1",
                                 "grid index of " + grid.axes[a].name, "combination"});
        }
        result.names.push_back("combination");
        return result;
    }
    for (ParameterAxis const& axis : grid.axes) {
        if (axis.swept) {
            cube.axes.push_back({axis.name, axis.values, "1", "parameter " + axis.name, ""});
            result.names.push_back(axis.name);
        } else {
            cube.variables.push_back(
                {axis.name, {}, std::vector<double>{axis.values.front()}, "1", "parameter " + axis.name, {}});
        }
    }
    return result;
}

std::vector<std::string> add_cost_axes(Cube& cube, SweepPlan const& plan) {
    char const* const units[] = {"bps", "bps", "1"};
    char const* const titles[] = {"fee per side", "slippage per fill",
                                  "stop loss, fraction of the fill price"};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < plan.execution_axes.size(); ++i) {
        ParameterAxis const& axis = plan.execution_axes[i];
        if (axis.swept) {
            cube.axes.push_back({axis.name, axis.values, units[i], titles[i], ""});
            names.push_back(axis.name);
        } else {
            cube.variables.push_back(
                {axis.name, {}, std::vector<double>{axis.values.front()}, units[i], titles[i], {}});
        }
    }
    return names;
}

}  // namespace

std::string iso_time(std::int64_t ns) {
    using namespace std::chrono;
    auto const t = date::floor<seconds>(date::sys_time<nanoseconds>{nanoseconds{ns}});
    return date::format("%FT%TZ", t);
}

void add_identity(Cube& cube, Study const& study, std::vector<Series const*> const& series) {
    std::string data;
    for (Series const* s : series) data += s->symbol + " " + s->timeframe + " " + s->identity() + "\n";
    auto& a = cube.attributes;
    a.emplace_back("title", study.name);
    a.emplace_back("study", study.text);
    a.emplace_back("study_hash", text_hash(study.text));
    a.emplace_back("data", data);
    a.emplace_back("data_hash", text_hash(data));
    a.emplace_back("seed", std::to_string(study.seed));
    a.emplace_back("numeric_contract", numeric_contract);
    a.emplace_back("metric_conventions", metric_conventions);
}

Cube make_sweep_cube(SweepWork const& work, MetricTable const& table,
                     std::vector<std::vector<Chosen>> const& chosen) {
    Cube cube;
    SweepPlan const& plan = work.plan;
    std::vector<SymbolWindows> const& symbols = work.symbols;
    bool const folds = !chosen.empty();
    // Symbols may have histories of different length: the fold axis is the longest one's, the rest is
    // undefined.
    std::size_t const windows = table.shape().windows;
    std::size_t const fold_count = windows / (folds ? 2 : 1);
    std::vector<std::string> symbol_names;
    for (SymbolWindows const& s : symbols) symbol_names.push_back(s.series.symbol);
    cube.axes.push_back({"symbol", symbol_names, "", "symbol", ""});
    std::vector<std::string> axes{"symbol"};
    if (folds) {
        std::vector<std::int64_t> number(fold_count);
        for (std::size_t f = 0; f < fold_count; ++f) number[f] = static_cast<std::int64_t>(f);
        cube.axes.push_back({"fold", number, "1", "walk-forward fold", ""});
        cube.axes.push_back(
            {"segment", std::vector<std::string>{"train", "test"}, "", "part of the fold", ""});
        axes.insert(axes.end(), {"fold", "segment"});
    }
    CellAxes const cells = add_cell_axes(cube, plan);
    std::vector<std::string> const costs = add_cost_axes(cube, plan);
    axes.insert(axes.end(), cells.names.begin(), cells.names.end());
    axes.insert(axes.end(), costs.begin(), costs.end());

    double const nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::size_t> extents;
    for (std::string const& name : axes)
        for (CubeAxis const& axis : cube.axes)
            if (axis.name == name) extents.push_back(length_of(axis));
    for (std::size_t m = 0; m < work.wanted; ++m) {
        metric_info const& info = *work.metrics[m]->info;
        cube.variables.push_back(
            {info.name,
             axes,
             ValueSource{extents,
                         [&table, m](std::size_t first, std::span<double> out) { table.get(m, first, out); }},
             info.unit,
             info.long_name,
             {{"better", goal_name(info.goal)}, {"class", "mergeable"}}});
    }

    if (!plan.study.common_start) {
        cube.attributes.emplace_back("common_start", "false");
        std::vector<double> bars;
        for (SymbolWindows const& s : symbols)
            for (std::size_t cell = 0; cell < plan.grid.cell_count(); ++cell)
                for (std::size_t c = 0; c < plan.costs.size(); ++c) {
                    window const w = s.own.windows[s.own.of_cell[cell]];
                    bars.push_back(static_cast<double>(w.end - w.begin));
                }
        cube.variables.push_back(
            {"measured_bars", axes, bars, "1", "bars that the cell is measured over", {}});
    }

    auto const per_window = [&](char const* name, char const* title, auto const& of) {
        std::vector<std::string> text;
        for (SymbolWindows const& s : symbols)
            for (std::size_t w = 0; w < windows; ++w)
                text.push_back(w < s.windows.size() ? of(s, s.windows[w]) : "");
        std::vector<std::string> const over = folds ? std::vector<std::string>{"symbol", "fold", "segment"}
                                                    : std::vector<std::string>{"symbol"};
        cube.variables.push_back({name, over, text, "", title, {}});
    };
    per_window("first_bar", "open time of the first measured bar", [](SymbolWindows const& s, window w) {
        return iso_time(s.series.time[static_cast<std::size_t>(w.begin)]);
    });
    per_window("last_bar", "open time of the last measured bar", [](SymbolWindows const& s, window w) {
        return iso_time(s.series.time[static_cast<std::size_t>(w.end - 1)]);
    });
    std::vector<std::string> how;
    for (SymbolWindows const& s : symbols) how.push_back(s.how == evaluator::events ? "events" : "bar_loop");
    cube.variables.push_back({"evaluator", {"symbol"}, how, "", "how positions were turned into money", {}});

    if (folds) {
        std::vector<double> cell, cost;
        for (auto const& of_symbol : chosen)
            for (std::size_t f = 0; f < fold_count; ++f) {
                Chosen const c = f < of_symbol.size() ? of_symbol[f] : Chosen{};
                cell.push_back(c.any ? static_cast<double>(plan.grid.flat(c.cell)) : nan);
                cost.push_back(c.any ? static_cast<double>(c.cost) : nan);
            }
        cube.variables.push_back({"chosen_cell",
                                  {"symbol", "fold"},
                                  cell,
                                  "1",
                                  "label of the cell chosen on the train segment: its row-major number in "
                                  "the full grid, as the coordinate "
                                  "combination where there is one",
                                  {}});
        cube.variables.push_back({"chosen_cost",
                                  {"symbol", "fold"},
                                  cost,
                                  "1",
                                  "number of the execution variant chosen, row-major",
                                  {}});
        for (std::size_t a = 0; a < plan.grid.axes.size(); ++a) {
            std::vector<double> value;
            for (auto const& of_symbol : chosen)
                for (std::size_t f = 0; f < fold_count; ++f) {
                    bool const any = f < of_symbol.size() && of_symbol[f].any;
                    value.push_back(any ? plan.grid.axes[a].values[plan.grid.indices(of_symbol[f].cell)[a]]
                                        : nan);
                }
            cube.variables.push_back({"chosen_" + plan.grid.axes[a].name,
                                      {"symbol", "fold"},
                                      value,
                                      "1",
                                      "chosen value of " + plan.grid.axes[a].name,
                                      {}});
        }
    }
    std::vector<Series const*> series;
    for (SymbolWindows const& s : symbols) series.push_back(&s.series);
    add_identity(cube, plan.study, series);
    return cube;
}

void add_stitched(Cube& cube, SweepWork const& work, std::vector<std::vector<double>> const& values) {
    for (std::size_t m = 0; m < work.wanted; ++m) {
        metric_info const& info = *work.metrics[m]->info;
        std::vector<double> column;
        for (auto const& of_symbol : values) column.push_back(of_symbol[m]);
        cube.variables.push_back(
            {std::string("stitched_") + info.name,
             {"symbol"},
             column,
             info.unit,
             std::string(info.long_name) + ", compounded test segments of the chosen cells",
             {}});
    }
}

}  // namespace basicbot
