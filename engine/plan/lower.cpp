#include "engine/plan/lower.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/bars/series.hpp"
#include "engine/plan/lowering.hpp"

namespace basicbot {

namespace {

// Leaves out what the side does not trade.
void keep_side(CheckedStrategy& checked, Strategy const& strategy, std::string_view side) {
    if (side != "long" && side != "both")
        fail(ErrorKind::config, {.code = "unknown_side",
                                 .path = "execution.side",
                                 .value = std::string(side),
                                 .problem = "the side is unknown",
                                 .allowed = "long, both",
                                 .suggestion = ""});
    if (side == "long") checked.rules[2] = checked.rules[3] = -1;
    if (checked.rules[0] < 0 && checked.rules[2] < 0)
        fail(ErrorKind::config, {.code = "no_rules",
                                 .path = "execution.side",
                                 .value = std::string(side),
                                 .problem = "strategy " + strategy.name + " has no rule for this side",
                                 .allowed = "",
                                 .suggestion = "write long_entry, or set execution.side = \"both\""});
}

void fill_leaves(Gates const& gates, NodeValues& values, std::size_t cells,
                 std::vector<std::uint32_t>& leaves) {
    struct Leaf {
        SubGrid const* part;
        std::vector<std::uint32_t> planes;
    };
    std::vector<Leaf> table;
    for (LeafRef const& ref : gates.leaves)
        table.push_back({&values.part(ref.node), values.planes(ref.node, ref.defined)});
    std::size_t const count = table.size();
    leaves.resize(cells * count);
    for (std::size_t l = 0; l < count; ++l)
        for (std::size_t cell = 0; cell < cells; ++cell)
            leaves[cell * count + l] = table[l].planes[table[l].part->of(cell)];
}

// The bar itself, which is read where a crossing needs the one before, stands for its open.
void fill_warmup(Gates const& gates, NodeValues& values, Lowered& plan) {
    std::size_t const count = gates.reads.size();
    bool const given = !plan.extra.empty() || !plan.longer_columns.empty();
    if (given) plan.reads.assign(plan.cell_count() * count, 0);
    for (std::size_t k = 0; k < count; ++k) {
        SeriesRead const& read = gates.reads[k];
        plan.read_lags.push_back(read.lag);
        SubGrid const* const part = read.node < 0 ? nullptr : &values.part(read.node);
        for (std::size_t cell = 0; cell < plan.cell_count(); ++cell) {
            std::int32_t const column = part ? values.series(read.node)[part->of(cell)] : 0;
            if (given) plan.reads[cell * count + k] = column;
            std::int64_t& bars = plan.cell_warmup[cell];
            bars = std::max(bars, values.columns.begin(column) + read.lag);
        }
    }
}

}  // namespace

std::vector<std::string> extra_of(Strategy const& strategy, std::set<std::int32_t> const& clocks) {
    std::vector<std::string> all = strategy.extra;
    for (std::int32_t const clock : clocks) all.emplace_back(clock_names[static_cast<std::size_t>(clock)]);
    return all;
}

std::vector<std::int64_t> ColumnPlan::begins(std::vector<std::int64_t> const& given_begin) const {
    std::vector<std::int64_t> result(first_computed_column, 0);
    for (ColumnSpec const& spec : columns) {
        if (spec.entry < 0) {
            result.push_back(given_begin.empty() ? 0 : given_begin[static_cast<std::size_t>(spec.output)]);
            continue;
        }
        ColumnBatch const& batch = batches[static_cast<std::size_t>(spec.batch)];
        std::int64_t begin = 0;
        for (std::int32_t const input : batch.inputs)  // of smaller numbers
            if (input >= 0) begin = std::max(begin, result[static_cast<std::size_t>(input)]);
        result.push_back(begin + (spec.begin - batch.begin));
    }
    return result;
}

std::vector<column_task> ColumnPlan::tasks(std::vector<std::int64_t> const& given_begin) const {
    std::vector<column_task> list;
    for (ColumnBatch const& batch : batches) list.push_back(batch.task());
    if (given_begin.empty()) return list;
    std::vector<std::int64_t> const begin = begins(given_begin);
    for (column_task& task : list) {
        task.begin = 0;
        for (std::int32_t const input : task.inputs)
            if (input >= 0) task.begin = std::max(task.begin, begin[static_cast<std::size_t>(input)]);
    }
    return list;
}

LongerColumn const* Lowered::over_longer(ColumnSpec const& spec) const {
    auto const given = static_cast<std::size_t>(spec.output);
    return spec.entry < 0 && given >= extra.size() ? &longer_columns[given - extra.size()] : nullptr;
}

std::int64_t Lowered::longest_warmup() const {
    return *std::max_element(cell_warmup.begin(), cell_warmup.end());
}

std::vector<std::int64_t> Lowered::warmup(std::vector<std::int64_t> const& given_begin) const {
    if (given_begin.empty()) return cell_warmup;
    std::vector<std::int64_t> const begin = begins(given_begin);
    std::vector<std::int64_t> result(cell_count(), 0);
    std::size_t const count = read_lags.size();
    for (std::size_t cell = 0; cell < result.size(); ++cell)
        for (std::size_t k = 0; k < count; ++k)
            result[cell] = std::max(result[cell],
                                    begin[static_cast<std::size_t>(reads[cell * count + k])] + read_lags[k]);
    return result;
}

gate_program Lowered::gates() const {
    auto const size = [](std::vector<gate_op> const& ops) { return static_cast<std::int32_t>(ops.size()); };
    return {program.data(),       size(program),       leaf_count,   carry_count,
            solid_program.data(), size(solid_program), solid_carries};
}

Lowered lower(Strategy const& strategy, Grid const& grid, std::string_view side) {
    CheckedStrategy checked = check(strategy);
    keep_side(checked, strategy, side);
    Gates gates = build_gates(strategy, checked);
    std::vector<std::string> extra = extra_of(strategy, checked.graph.clocks());
    ColumnTable columns;
    NodeValues values(strategy, checked.graph, grid, extra, columns);
    std::vector<std::int32_t> roots;
    for (LeafRef const& ref : gates.leaves) roots.push_back(ref.node);
    LongerTables longer(extra.size());
    values.settle_longer(roots, longer);
    columns.add_given(extra.size() + longer.count());
    values.compute(roots);

    Lowered plan;
    plan.extra = std::move(extra);
    longer.move_to(plan);
    std::size_t const cells = grid.cell_count();
    plan.leaf_count = static_cast<std::int32_t>(gates.leaves.size());
    plan.carry_count = gates.carries;
    plan.register_count = gates.registers;
    plan.cell_warmup.assign(cells, 0);
    fill_leaves(gates, values, cells, plan.leaves);
    fill_warmup(gates, values, plan);
    plan.program = std::move(gates.ops);
    plan.solid_program = std::move(gates.solid_ops);
    plan.solid_carries = gates.solid_carries;
    plan.columns = std::move(columns.columns);
    plan.batches = std::move(columns.batches);
    plan.planes = std::move(values.planes_table.planes);
    plan.has_long = checked.rules[0] >= 0;
    plan.has_short = checked.rules[2] >= 0;
    return plan;
}

}  // namespace basicbot
