// expression@timeframe: the same over longer bars.

#include "engine/bars/timeframe.hpp"
#include "engine/plan/resolver.hpp"

namespace basicbot {

// Of a condition its event series is taken over the longer bars: it holds until the next of them closes.
Resolver::Value Resolver::longer(Node const& node) {
    auto const refuse_suffix = [&](char const* code, std::string problem, std::string allowed,
                                   std::string suggestion) {
        refuse(node.place, {.code = code,
                            .path = "",
                            .value = "@" + node.text,
                            .problem = std::move(problem),
                            .allowed = std::move(allowed),
                            .suggestion = std::move(suggestion)});
    };
    if (parameters_only_)
        refuse_suffix("timeframe_suffix", "a constraint reads parameters, not bars", "", "leave it out");
    std::int64_t const bar_ns = read_timeframe(node.text);
    if (bar_ns == 0) refuse_suffix("bad_timeframe", "this is not a bar length", timeframe_form, "");
    Value const of = resolve(node.children[0]);
    if (graph_.is_scalar(of.node)) wrong_type(node.children[0], "a series or a condition", "@", of.node);
    if (graph_[of.node].reads_longer)
        refuse_suffix("timeframe_twice", "a timeframe stands within another", "",
                      "give each part of the expression its own");
    GraphNode result;
    result.term = Term::longer;
    result.a = graph_.timeframe(timeframe_name(bar_ns));
    bool const condition = graph_.is_condition(of.node);
    result.inputs = {condition ? event_series(of.node) : of.node};
    std::int32_t const series = intern(std::move(result), node.place);
    if (condition) return {term(Term::greater, series, constant(0.5, node.place), node.place)};
    return {series, of.outputs};
}

}  // namespace basicbot
