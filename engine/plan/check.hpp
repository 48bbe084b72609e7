#pragma once
// Names, types and arguments of a strategy against the catalogue: from nodes as written to a graph.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/plan/graph.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

struct CheckedStrategy {
    Graph graph;
    std::array<std::int32_t, 4> rules = {-1, -1, -1, -1};  // conditions; -1 = no such rule
};

// Throws Error(config) that names the word, what was expected and the nearest names. A rule that exits a side
// which nothing enters is refused, and so is an indicator that repaints (A7).
CheckedStrategy check(Strategy const& strategy);

// A condition or number over parameters alone (params.where) as a graph node. `node` is the expression's
// node.
struct CheckedConstraint {
    Graph graph;
    std::int32_t root = -1;
};
CheckedConstraint check_constraint(Strategy const& strategy, std::int32_t node);

}  // namespace basicbot
