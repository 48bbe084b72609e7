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

struct Lowered {
    std::vector<std::string> extra;    // names of the series beside the bars, the first columns
    std::vector<ColumnSpec> columns;   // column number first_computed_column + i
    std::vector<ColumnBatch> batches;  // in an order in which inputs come first
    std::vector<plane_spec> planes;
    std::vector<gate_op> program, solid_program;  // gate_program
    std::uint32_t solid_carries = 0;
    std::int32_t leaf_count = 0, carry_count = 0, register_count = 0;
    std::vector<std::uint32_t> leaves;      // [cell][leaf] plane number
    std::vector<std::int64_t> cell_warmup;  // [cell] first bar at which every rule can give a signal
    bool has_long = false, has_short = false;

    std::size_t cell_count() const { return cell_warmup.size(); }
    // The batches as plain tasks; they point into this plan. extra_begin: the first bar at which each extra
    // series is known.
    std::vector<column_task> tasks(std::vector<std::int64_t> const& extra_begin = {}) const;
    gate_program gates() const;
};

// Distinct values are computed once per combination of only those axes they depend on; time and memory are
// linear in cells. `side` is ExecutionSpec::side: with "long" the short rules are left out. Throws
// Error(config): a malformed strategy, an indicator's parameter outside its range or not whole, no rule left.
Lowered lower(Strategy const& strategy, Grid const& grid, std::string_view side);

}  // namespace basicbot
