#pragma once
// A strategy over a grid as the plan's device form: distinct columns and planes, one gate program, a leaf
// table.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/column_table.hpp"
#include "engine/plan/gates.hpp"
#include "engine/plan/grid.hpp"
#include "engine/strategy/syntax.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

// Columns over bars of one length.
struct ColumnPlan {
    std::vector<std::string> extra;    // names of the series beside the bars, the first columns
    std::vector<ColumnSpec> columns;   // column number first_computed_column + i
    std::vector<ColumnBatch> batches;  // in an order in which inputs come first

    // The first bar with a value of each column, by number. given_begin: that of what is given, [number] as
    // in ColumnSpec; none: bar 0.
    std::vector<std::int64_t> begins(std::vector<std::int64_t> const& given_begin) const;
    // The batches as plain tasks; they point into this plan.
    std::vector<column_task> tasks(std::vector<std::int64_t> const& given_begin = {}) const;
    std::int32_t column_count() const {
        return first_computed_column + static_cast<std::int32_t>(columns.size());
    }
};

// Columns over longer bars that are made of the study's (engine/ingest/resample.hpp). Their extra series are
// the study's.
struct LongerPlan : ColumnPlan {
    std::string timeframe;
    SourceText source;  // where it was first written, and the text
    Place place;
};

// The study's bars see a column of Lowered::longer as known at their close (A22).
struct LongerColumn {
    std::size_t plan;
    std::int32_t column;
};

struct Lowered : ColumnPlan {
    std::vector<LongerPlan> longer;
    std::vector<LongerColumn> longer_columns;  // given behind the extra series
    std::vector<plane_spec> planes;
    std::vector<gate_op> program, solid_program;  // gate_program
    std::uint32_t solid_carries = 0;
    std::int32_t leaf_count = 0, carry_count = 0, register_count = 0;
    std::vector<std::uint32_t> leaves;      // [cell][leaf] plane number
    std::vector<std::int64_t> cell_warmup;  // [cell] warmup() where all that is given is from bar 0 on
    std::vector<std::int32_t> read_lags;    // of the series that the rules read: 0, or 1 for the bar before
    std::vector<std::int32_t> reads;        // [cell][read] column; none where nothing is given
    bool has_long = false, has_short = false;

    std::size_t cell_count() const { return cell_warmup.size(); }
    // What a given column is over longer bars, null for all other columns.
    LongerColumn const* over_longer(ColumnSpec const& spec) const;
    // The longest of cell_warmup.
    std::int64_t longest_warmup() const;
    // [cell] the first bar at which every rule can give a signal; given_begin as in begins().
    std::vector<std::int64_t> warmup(std::vector<std::int64_t> const& given_begin) const;
    gate_program gates() const;
};

// Distinct values are computed once per combination of only those axes they depend on; time and memory are
// linear in cells. `side` is ExecutionSpec::side: with "long" the short rules are left out. Throws
// Error(config): a malformed strategy, an indicator's parameter outside its range or not whole, no rule left.
Lowered lower(Strategy const& strategy, Grid const& grid, std::string_view side);

}  // namespace basicbot
