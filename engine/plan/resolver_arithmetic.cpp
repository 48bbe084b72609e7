// Arithmetic: numbers are folded, series become catalogue entries with the same bits.

#include <algorithm>

#include "engine/plan/resolver.hpp"

namespace basicbot {

std::int32_t Resolver::arithmetic(Node const& node) {
    std::int32_t const a = number(node.children[0]);
    if (node.kind == NodeKind::negate) {
        if (graph_.is_series(a)) return entry("flip", {a}, {}, node.place);
        return scalar_arithmetic(Term::negate, a, -1, node.place);
    }
    std::int32_t const b = number(node.children[1]);
    if (graph_.is_series(a) || graph_.is_series(b)) return series_arithmetic(node.kind, a, b, node.place);
    Term const term = node.kind == NodeKind::add        ? Term::add
                      : node.kind == NodeKind::subtract ? Term::subtract
                      : node.kind == NodeKind::multiply ? Term::multiply
                                                        : Term::divide;
    return scalar_arithmetic(term, a, b, node.place);
}

std::int32_t Resolver::scalar_arithmetic(Term kind, std::int32_t a, std::int32_t b, Place place) {
    bool const known = graph_[a].term == Term::number && (b < 0 || graph_[b].term == Term::number);
    if (!known) return term(kind, a, b, place);
    double const x = graph_[a].number, y = b < 0 ? 0 : graph_[b].number;
    switch (kind) {
        case Term::negate:
            return constant(-x, place);
        case Term::add:
            return constant(x + y, place);
        case Term::subtract:
            return constant(x - y, place);
        case Term::multiply:
            return constant(x * y, place);
        default:
            return constant(x / y, place);
    }
}

// A number that a series is divided by must be a series itself: x * (1 / c) is not x / c in the last bit. The
// zero comes from a price, which is always defined and finite, so every bar holds exactly c.
std::int32_t Resolver::constant_series(std::int32_t scalar, Place place) {
    std::int32_t const close = term(Term::field, implied_field("close"), -1, place);
    return entry("offset", {entry("sub", {close, close}, {}, place)}, {scalar}, place);
}

std::int32_t Resolver::as_series(std::int32_t node, Place place) {
    return graph_.is_scalar(node) ? constant_series(node, place) : node;
}

std::int32_t Resolver::series_arithmetic(NodeKind kind, std::int32_t a, std::int32_t b, Place place) {
    bool const left = graph_.is_series(a), right = graph_.is_series(b);
    switch (kind) {
        case NodeKind::add:
            if (left && right) return entry("add", {std::min(a, b), std::max(a, b)}, {}, place);
            return left ? entry("offset", {a}, {b}, place) : entry("offset", {b}, {a}, place);
        case NodeKind::subtract:  // x - c is x + (-c) and c - x is (-x) + c, to the bit
            if (left && right) return entry("sub", {a, b}, {}, place);
            if (left) return entry("offset", {a}, {scalar_arithmetic(Term::negate, b, -1, place)}, place);
            return entry("offset", {entry("flip", {b}, {}, place)}, {a}, place);
        case NodeKind::multiply:
            if (left && right) return entry("mult", {std::min(a, b), std::max(a, b)}, {}, place);
            return left ? entry("scale", {a}, {b}, place) : entry("scale", {b}, {a}, place);
        default:
            break;
    }
    if (right) return left ? entry("div", {a, b}, {}, place) : entry("reciprocal", {b}, {a}, place);
    if (graph_[b].term == Term::number && graph_[b].number == 0)
        refuse(place, {.code = "division_by_zero",
                       .path = "",
                       .value = "0",
                       .problem = "a series is divided by zero",
                       .allowed = "",
                       .suggestion = ""});
    return entry("div", {a, constant_series(b, place)}, {}, place);
}

// choose(k, a, b, ...): a where k is 0, b where it is 1, ...; beyond the last: the last. Where k is a plain
// number the others are not even looked at, so that an entry may be made of itself.
Resolver::Value Resolver::choice(Node const& node) {
    std::string const usage = "choose(k, a, b, ...)";
    bool const named = std::any_of(node.argument_names.begin(), node.argument_names.end(),
                                   [](std::string const& name) { return !name.empty(); });
    if (named || node.children.size() < 3)
        refuse(node.place,
               {.code = "missing_argument",
                .path = "",
                .value = node.text,
                .problem = "a choice needs a number and, without names, two things to choose from",
                .allowed = usage,
                .suggestion = ""});
    std::int32_t const last = static_cast<std::int32_t>(node.children.size()) - 2;
    GraphNode result;
    result.a = scalar(node.children[0], "choose", usage);
    if (graph_[result.a].term == Term::number)
        return resolve(node.children[1 + static_cast<std::size_t>(chosen_of(graph_[result.a].number, last))]);
    std::vector<std::int32_t> from;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        from.push_back(number(node.children[i]));
        if (graph_.is_scalar(from.back()) != graph_.is_scalar(from.front()))
            refuse(s_.nodes[static_cast<std::size_t>(node.children[i])].place,
                   {.code = "wrong_type",
                    .path = "",
                    .value = node.text,
                    .problem = "a choice is between series or between numbers",
                    .allowed = usage,
                    .suggestion = ""});
    }
    bool const numbers = graph_.is_scalar(from.front());
    result.term = numbers ? Term::choose_number : Term::choose;
    (numbers ? result.arguments : result.inputs) = std::move(from);
    return {intern(std::move(result), node.place)};
}

}  // namespace basicbot
