#include "engine/runner/memory_need.hpp"

#include <algorithm>

#include "engine/runner/study_parts.hpp"
#include "kernels/backtest/event_tables.hpp"

namespace basicbot {

namespace {

constexpr std::uint64_t code = sizeof(std::int16_t);  // a filter code

// Of one bar, whatever the costs.
constexpr std::uint64_t series_table = real_bytes + (range_levels + 2) * sizeof(log_range);
// Of one bar and one variant of costs and thresholds.
constexpr std::uint64_t cost_table = 2 * sizeof(event_row) + lean_sums * sizeof(std::int64_t);
constexpr std::uint64_t cost_table_full =
    2 * sizeof(event_row_full) + (event_sum_count - lean_sums) * sizeof(wide_int) + real_bytes;

// Columns, codes and tables of one symbol.
std::uint64_t symbol_bytes(SweepWork const& work, SymbolWindows const& s) {
    MetricSpec const& metrics = work.plan.study.metrics;
    std::uint64_t const bars = s.series.size() + 128;  // whole words, and a cache line
    std::uint64_t const columns = work.plan.lowered.columns.size() + first_computed_column;
    std::uint64_t const kept = work.plan.lowered.longer_columns.size();  // beside the copy that is compared
    std::uint64_t bytes = bars * (columns * (real_bytes + code) + kept * real_bytes);
    if (s.how == evaluator::bar_loop) return bytes + bars * real_bytes;
    bool const plain = metrics.risk_free == 0 && metrics.mar == 0 && metrics.required == 0;
    std::uint64_t const thresholds = plain ? 1 : std::max(s.windows.size(), s.own.windows.size());
    bool const full = needed_sums(work.plan.study) == sums_full;
    std::uint64_t const variants = work.plan.costs.size() * thresholds;
    return bytes + bars * (series_table + variants * (cost_table + (full ? cost_table_full : 0)));
}

}  // namespace

MemoryNeed memory_need(SweepWork const& work) {
    MetricShape const shape = work.shape();
    std::uint64_t largest = 0, bars = 0;
    for (SymbolWindows const& s : work.symbols) {
        largest = std::max(largest, symbol_bytes(work, s));
        bars += s.series.size() * (series_fields + s.series.extra.size()) * real_bytes;
    }
    Grid const& grid = work.plan.grid;
    // Leaves, columns that are read, order, place, warm-up, number in the full grid; of a constrained grid
    // also its coordinates.
    std::uint64_t const leaves = static_cast<std::uint64_t>(work.plan.lowered.leaf_count) * 4;
    std::uint64_t const reads = work.plan.lowered.reads.empty() ? 0 : work.plan.lowered.read_lags.size() * 4;
    std::uint64_t const of_plan =
        leaves + reads + 24 + (grid.constrained ? real_bytes * (1 + 2 * grid.axes.size()) : 0);
    std::uint64_t const chosen = shape.costs * real_bytes;  // the row that cells are chosen from
    MemoryNeed need;
    need.fixed = bars + largest + shape.cells * (of_plan + chosen);
    std::uint64_t const results = shape.windows * shape.costs * shape.metrics * real_bytes;
    need.per_cell = leaves + 4 + shape.windows * shape.costs * sizeof(window_sums) + results;
    need.whole = need.fixed + shape.cells * need.per_cell + shape.cells * shape.symbols * results;
    return need;
}

}  // namespace basicbot
