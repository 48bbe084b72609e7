#pragma once
// A sweep or walk-forward, ready to be computed: the plan, every symbol's bars and windows, and the numbers
// that each cell gives. Any range of cells of any symbol can be computed by itself, in any order, with the
// same bits.

#include <vector>

#include "engine/runner/evaluate.hpp"
#include "engine/runner/metric_table.hpp"

namespace basicbot {

// The measured windows of one symbol.
struct SymbolWindows {
    Series series;
    std::int64_t warmup = 0;  // the longest of the grid, bars (A8)
    evaluator how = evaluator::bar_loop;
    std::vector<window> windows;           // sweep: one; walk-forward: train, test, train, test, ...
    std::vector<metric_context> contexts;  // per window
    OwnWindows own;                        // common_start = false: then `windows` is the earliest of them

    metric_context const& context(std::size_t w, std::size_t cell) const {
        return own.of_cell.empty() ? contexts[w] : own.contexts[own.of_cell[cell]];
    }
};

struct SweepWork {
    SweepPlan plan;
    std::vector<SymbolWindows> symbols;
    // What is kept of a cell: the wanted metrics in the order of the catalogue, then the one that ranks cells
    // where it is none of them.
    std::vector<MetricEntry const*> metrics;
    std::size_t wanted = 0;  // of `metrics`, those that go into the cube
    std::size_t select = 0;  // of `metrics`, the one that ranks cells

    bool folds() const { return plan.study.kind == StudyKind::walkforward; }
    MetricShape shape() const;
};

// Reads the bars and checks the whole study; nothing is computed. Throws Error(config), Error(data).
SweepWork make_sweep_work(Study const& study, std::vector<Series> const& memory);

// A run of cells of one symbol.
struct CellRange {
    std::size_t symbol = 0, first = 0, count = 0;
};

// values[metric][window][cell][cost] of the range, over the symbol's own windows.
std::vector<double> range_values(SweepWork const& work, CellRange const& range, ColumnSet const& columns,
                                 Backend& backend, Progress const& progress);

// Measured bars of the range, over all windows, cells and costs.
double bar_combinations(SweepWork const& work, CellRange const& range);

// Puts the values of a range into its place in the table.
void put_range(MetricTable& table, SweepWork const& work, CellRange const& range,
               std::vector<double> const& values);

// One symbol's columns at a time, computed when they are asked for: those of all symbols together may not
// fit in memory.
class SymbolColumns {
  public:
    SymbolColumns(SweepWork const& work, Backend& backend) : work_(work), backend_(backend) {}
    ColumnSet const& of(std::size_t symbol);

  private:
    SweepWork const& work_;
    Backend& backend_;
    std::unique_ptr<ColumnSet> columns_;
    std::size_t symbol_ = 0;
};

}  // namespace basicbot
