// Conditions as series: what happened when, and one of two things by a condition.

#include <algorithm>

#include "engine/plan/resolver.hpp"

namespace basicbot {

// Conditions are shared, so each is made once.
std::int32_t Resolver::event_series(std::int32_t condition) {
    auto const known = events_.find(condition);
    if (known != events_.end()) return known->second;
    std::int32_t const made = new_event_series(condition);
    events_[condition] = made;
    return made;
}

std::int32_t Resolver::new_event_series(std::int32_t condition) {
    GraphNode const node = graph_[condition];
    switch (node.term) {
        case Term::greater:
            return entry("above", {as_series(node.a, node.place), as_series(node.b, node.place)}, {},
                         node.place);
        case Term::equal:
            return entry("equals", {as_series(node.a, node.place), as_series(node.b, node.place)}, {},
                         node.place);
        case Term::cross: {
            std::int32_t const now = event_series(node.a);
            std::int32_t const before = entry("lag", {now}, {constant(1, node.place)}, node.place);
            return entry("above", {now, before}, {}, node.place);
        }
        case Term::invert: {
            std::int32_t const not_yet = entry("flip", {event_series(node.a)}, {}, node.place);
            return entry("offset", {not_yet}, {constant(1, node.place)}, node.place);
        }
        default: {
            std::int32_t const a = event_series(node.a), b = event_series(node.b);
            if (node.term == Term::both) return entry("mult", {a, b}, {}, node.place);
            std::int32_t const either = entry("add", {a, b}, {}, node.place);
            return entry("above", {either, constant_series(constant(0, node.place), node.place)}, {},
                         node.place);
        }
    }
}

std::int32_t Resolver::event(std::int32_t written, std::string const& for_what, std::string const& usage) {
    std::int32_t const node = resolve(written).node;
    return graph_.is_condition(node) ? event_series(node) : series(written, for_what, usage);
}

// if(condition, a, b) between two conditions, or between series and numbers.
std::int32_t Resolver::conditional(Node const& node) {
    std::string const usage = "if(condition, a, b)";
    std::vector<std::int32_t> const written = arranged(node, {"condition", "a", "b"}, usage);
    if (std::find(written.begin(), written.end(), -1) != written.end())
        refuse(node.place,
               {.code = "missing_argument",
                .path = "",
                .value = node.text,
                .problem = "a choice by a condition needs the condition and two things to choose from",
                .allowed = usage,
                .suggestion = ""});
    std::int32_t const by = resolve(written[0]).node;
    if (!graph_.is_condition(by)) wrong_type(written[0], "a condition", "if", by, usage);
    std::int32_t const a = resolve(written[1]).node, b = resolve(written[2]).node;
    bool const conditions = graph_.is_condition(a);
    if (conditions != graph_.is_condition(b))
        wrong_type(written[2], conditions ? "a condition" : "a series or a number", "the other side of if", b,
                   usage);
    if (conditions) {
        std::int32_t const yes = joined(Term::both, by, a, node.place);
        std::int32_t const no = joined(Term::both, negated(by, node.place), b, node.place);
        return joined(Term::either, yes, no, node.place);
    }
    return entry("if_event", {event_series(by), as_series(a, node.place), as_series(b, node.place)}, {},
                 node.place);
}

}  // namespace basicbot
