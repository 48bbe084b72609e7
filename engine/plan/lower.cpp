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

void fill_warmup(Gates const& gates, NodeValues& values, std::vector<std::int64_t>& warmup) {
    for (SeriesRead const& read : gates.reads) {
        if (read.node < 0) {
            for (std::int64_t& bars : warmup) bars = std::max<std::int64_t>(bars, read.lag);
            continue;
        }
        SubGrid const& part = values.part(read.node);
        std::vector<std::int32_t> const& columns = values.series(read.node);
        for (std::size_t cell = 0; cell < warmup.size(); ++cell)
            warmup[cell] = std::max(warmup[cell], values.columns.begin(columns[part.of(cell)]) + read.lag);
    }
}

}  // namespace

std::vector<std::string> extra_of(Strategy const& strategy, std::set<std::int32_t> const& clocks) {
    std::vector<std::string> all = strategy.extra;
    for (std::int32_t const clock : clocks) all.emplace_back(clock_names[static_cast<std::size_t>(clock)]);
    if (all.size() > max_extra_series)
        fail(ErrorKind::config,
             {.code = "too_many_series",
              .path = "data.series",
              .value = std::to_string(all.size()) + " names",
              .problem = "a strategy reads at most " + std::to_string(max_extra_series) + " extra series" +
                         (clocks.empty() ? "" : ", those of the clock among them"),
              .allowed = "",
              .suggestion = "leave out what the rules do not read"});
    return all;
}

std::vector<column_task> Lowered::tasks(std::vector<std::int64_t> const& extra_begin) const {
    std::vector<column_task> list;
    auto const begin = [&](std::int32_t column) -> std::int64_t {
        if (column < first_computed_column) return 0;
        ColumnSpec const& spec = columns[static_cast<std::size_t>(column - first_computed_column)];
        if (spec.entry < 0) return extra_begin[static_cast<std::size_t>(spec.output)];
        auto const batch = static_cast<std::size_t>(spec.batch);
        return list[batch].begin + (spec.begin - batches[batch].begin);
    };
    for (ColumnBatch const& batch : batches) {
        list.push_back(batch.task());
        if (extra_begin.empty()) continue;
        list.back().begin = 0;
        for (std::int32_t const input : batch.inputs)
            if (input >= 0) list.back().begin = std::max(list.back().begin, begin(input));
    }
    return list;
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
    NodeValues values(strategy, checked.graph, grid, extra);
    std::vector<std::int32_t> roots;
    for (LeafRef const& ref : gates.leaves) roots.push_back(ref.node);
    values.compute(roots);

    Lowered plan;
    std::size_t const cells = grid.cell_count();
    plan.leaf_count = static_cast<std::int32_t>(gates.leaves.size());
    plan.carry_count = gates.carries;
    plan.register_count = gates.registers;
    plan.cell_warmup.assign(cells, 0);
    fill_leaves(gates, values, cells, plan.leaves);
    fill_warmup(gates, values, plan.cell_warmup);
    plan.program = std::move(gates.ops);
    plan.solid_program = std::move(gates.solid_ops);
    plan.solid_carries = gates.solid_carries;
    plan.columns = std::move(values.columns.columns);
    plan.batches = std::move(values.columns.batches);
    plan.planes = std::move(values.planes_table.planes);
    plan.extra = std::move(extra);
    plan.has_long = checked.rules[0] >= 0;
    plan.has_short = checked.rules[2] >= 0;
    return plan;
}

}  // namespace basicbot
