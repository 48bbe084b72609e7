#include "engine/plan/check.hpp"

#include <algorithm>
#include <string>

#include "engine/bars/series.hpp"
#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/resolver.hpp"
#include "engine/strategy/strategy_names.hpp"

namespace basicbot {

namespace {

// The names of extra series come from the study, so they may meet names that the strategy has given already.
void check_extra(Strategy const& strategy) {
    auto const refuse = [](char const* code, std::string const& name, std::string const& problem,
                           std::string const& suggestion) {
        fail(ErrorKind::config, {.code = code,
                                 .path = "data.series",
                                 .value = name,
                                 .problem = problem,
                                 .allowed = "",
                                 .suggestion = suggestion});
    };
    for (std::string const& name : strategy.extra) {
        bool const taken = strategy.parameter(name) >= 0 ||
                           std::find(price_names.begin(), price_names.end(), name) != price_names.end() ||
                           clock_number(name) >= 0 ||
                           std::any_of(strategy.lets.begin(), strategy.lets.end(),
                                       [&](auto const& l) { return l.name == name; });
        if (taken)
            refuse("taken_name", name, "a price, a parameter or a 'let' of the strategy has this name",
                   "store the series under another name, or rename the parameter");
    }
}

void refuse_repainting(Strategy const& strategy, Graph const& graph) {
    std::int32_t const node = graph.repainting();
    if (node < 0) return;
    Place const place = graph[node].place;
    fail_at(strategy.sources[static_cast<std::size_t>(place.source)], place,
            {.code = "repaints",
             .path = "",
             .value = indicators()[static_cast<std::size_t>(graph[node].entry)].info->name,
             .problem = "the indicator repaints: its value at a bar needs later bars",
             .allowed = "what is known at the bar's close",
             .suggestion = "draw it with basicbot indicators compute"});
}

}  // namespace

CheckedStrategy check(Strategy const& strategy) {
    check_extra(strategy);
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
    refuse_repainting(strategy, result.graph);
    return result;
}

CheckedConstraint check_constraint(Strategy const& strategy, std::int32_t node) {
    CheckedConstraint result;
    Resolver resolver(strategy, result.graph, Resolver::Names::parameters_only);
    result.root = resolver.condition(node, "the constraint");
    return result;
}

}  // namespace basicbot
