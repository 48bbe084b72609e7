#include "engine/plan/check.hpp"

#include <string>

#include "engine/plan/resolver.hpp"

namespace basicbot {

CheckedStrategy check(Strategy const& strategy) {
    CheckedStrategy result;
    Resolver resolver(strategy, result.graph, Resolver::Names::all);
    for (LetDeclaration const& declaration : strategy.lets) resolver.let(declaration);
    for (std::size_t i = 0; i < 4; ++i)
        if (strategy.rules[i] >= 0) result.rules[i] = resolver.condition(strategy.rules[i], rule_names[i]);
    for (std::size_t i : {std::size_t{0}, std::size_t{2}}) {
        if (result.rules[i] >= 0 || result.rules[i + 1] < 0) continue;
        Place const place = strategy.rule_places[i + 1];
        fail_at(strategy.sources[static_cast<std::size_t>(place.source)], place,
                {.code = "exit_without_entry",
                 .path = "",
                 .value = rule_names[i + 1],
                 .problem = "a rule leaves a side that no rule enters",
                 .allowed = "",
                 .suggestion = std::string("write ") + rule_names[i] + " as well"});
    }
    return result;
}

CheckedConstraint check_constraint(Strategy const& strategy, std::int32_t node) {
    CheckedConstraint result;
    Resolver resolver(strategy, result.graph, Resolver::Names::parameters_only);
    result.root = resolver.condition(node, "the constraint");
    return result;
}

}  // namespace basicbot
