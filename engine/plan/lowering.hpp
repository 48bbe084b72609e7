#pragma once
// The steps of lower(). Private to engine/plan.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/check.hpp"
#include "engine/plan/column_table.hpp"
#include "engine/plan/longer_tables.hpp"
#include "engine/plan/sub_grid.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

// The series beside the bars: those that the strategy names and, behind them, what is read of the clock
// (Graph::clocks).
std::vector<std::string> extra_of(Strategy const& strategy, std::set<std::int32_t> const& clocks);

// The values of every graph node that a plan needs, one per combination of the node's own part of the grid.
class NodeValues {
  public:
    // `extra`: the names of the plan's series beside the bars (extra_of). `to` takes what is
    // computed; what is given stands in it first (ColumnTable::add_given).
    NodeValues(Strategy const& strategy, Graph const& graph, Grid const& grid,
               std::vector<std::string> const& extra, ColumnTable& to)
        : columns(to),
          strategy_(strategy),
          graph_(graph),
          extra_(extra),
          parts_(grid),
          part_(static_cast<std::size_t>(graph.size()), nullptr),
          scalars_(static_cast<std::size_t>(graph.size())),
          series_(static_cast<std::size_t>(graph.size())),
          index_(grid.axes.size(), 0) {}

    // First what these nodes read over longer bars: columns that are given to `columns` before all that
    // compute() adds.
    void settle_longer(std::vector<std::int32_t> const& roots, LongerTables& tables);
    // Computes the nodes that these nodes are made of, and columns for their series.
    void compute(std::vector<std::int32_t> const& roots);

    SubGrid const& part(std::int32_t node) { return part_of(node); }
    // Column numbers of a series, [combination of its part].
    std::vector<std::int32_t> const& series(std::int32_t node) const {
        return series_[static_cast<std::size_t>(node)];
    }
    // Plane numbers of a comparison, or of "the series is defined", [combination of the node's part].
    std::vector<std::uint32_t> planes(std::int32_t node, bool defined);

    ColumnTable& columns;
    PlaneTable planes_table;

  private:
    SubGrid const& part_of(std::int32_t node);
    // [node] whether these nodes are made of it; not beneath Term::longer.
    std::vector<bool> needed_for(std::vector<std::int32_t> const& roots);
    std::uint32_t in_part(std::int32_t node, SubGrid const& current, std::uint32_t combination);
    void scalar(std::int32_t node);
    void choose(std::int32_t node);
    // A choice's possible ones, whose scalar `a` is computed.
    std::vector<bool> chosen(GraphNode const& node);
    void call(std::int32_t node);
    void composed_call(GraphNode const& node, SubGrid const& part, std::vector<std::int32_t>& result);
    double evaluate(GraphNode const& node, SubGrid const& part, std::uint32_t combination);
    operand operand_of(std::int32_t node, SubGrid const& current, std::uint32_t combination);
    void check_arguments(std::int32_t node);
    void check_argument(GraphNode const& node, std::size_t argument, double value);
    [[noreturn]] void refuse(GraphNode const& node, std::size_t argument, double value, ErrorParts parts);

    Strategy const& strategy_;
    Graph const& graph_;
    std::vector<std::string> const& extra_;
    SubGrids parts_;
    std::vector<SubGrid const*> part_;
    std::vector<std::vector<double>> scalars_;
    std::vector<std::vector<std::int32_t>> series_;
    std::vector<std::uint32_t> index_;  // grid indices of the combination at work
};

}  // namespace basicbot
