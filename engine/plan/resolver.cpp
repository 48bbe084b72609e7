#include "engine/plan/resolver.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/bars/series.hpp"
#include "engine/strategy/strategy_names.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

void Resolver::refuse(Place place, ErrorParts parts) const {
    fail_at(s_.sources[static_cast<std::size_t>(place.source)], place, std::move(parts));
}

void Resolver::wrong_type(std::int32_t written, char const* expected, std::string const& for_what,
                          std::int32_t found, std::string const& usage) const {
    char const* is = graph_.is_condition(found) ? "a condition"
                     : graph_.is_series(found)  ? "a series"
                                                : "a number";
    Node const& node = s_.nodes[static_cast<std::size_t>(written)];
    std::string const word = node.kind == NodeKind::number ? number_text(node.number) : node.text;
    std::string suggestion;
    if (graph_.is_condition(found))
        suggestion =
            parameters_only_ ? "write a parameter or a number here" : "write a series or a number here";
    if (std::string_view(expected) == "a condition") suggestion = "compare it, e.g. with '> 0'";
    refuse(node.place, {.code = "wrong_type",
                        .path = "",
                        .value = word,
                        .problem = for_what + " needs " + expected + ", this is " + is,
                        .allowed = usage,
                        .suggestion = suggestion});
}

std::int32_t Resolver::intern(GraphNode node, Place place) {
    node.place = outer_.value_or(place);
    if (outer_) node.argument_places.assign(node.arguments.size(), *outer_);
    std::int32_t const number = graph_.intern(std::move(node));
    if (graph_[number].depth > max_graph_depth)
        refuse(place, {.code = "nested_too_deep",
                       .path = "",
                       .value = "",
                       .problem = "the expression and the names in it are nested too deep",
                       .allowed = std::to_string(max_graph_depth) + " levels",
                       .suggestion = ""});
    return number;
}

std::int32_t Resolver::constant(double value, Place place) {
    if (!std::isfinite(value))
        refuse(place, {.code = "not_finite",
                       .path = "",
                       .value = number_text(value),
                       .problem = "the number is not finite",
                       .allowed = "",
                       .suggestion = ""});
    GraphNode node;
    node.number = value;
    return intern(std::move(node), place);
}

std::int32_t Resolver::term(Term term, std::int32_t a, std::int32_t b, Place place) {
    GraphNode node;
    node.term = term;
    node.a = a;
    node.b = b;
    return intern(std::move(node), place);
}

void Resolver::let(LetDeclaration const& declaration) { lets_[declaration.name] = resolve(declaration.node); }

std::int32_t Resolver::condition(std::int32_t written, std::string const& for_what) {
    std::int32_t const node = resolve(written).node;
    if (!graph_.is_condition(node)) wrong_type(written, "a condition", for_what, node);
    return node;
}

std::int32_t Resolver::series(std::int32_t written, std::string const& for_what, std::string const& usage) {
    std::int32_t const node = resolve(written).node;
    if (!graph_.is_series(node)) wrong_type(written, "a series", for_what, node, usage);
    return node;
}

std::int32_t Resolver::scalar(std::int32_t written, std::string const& for_what, std::string const& usage) {
    std::int32_t const node = resolve(written).node;
    if (!graph_.is_scalar(node)) wrong_type(written, "a number", for_what, node, usage);
    return node;
}

std::int32_t Resolver::number(std::int32_t written) {
    std::int32_t const node = resolve(written).node;
    if (graph_.is_condition(node)) wrong_type(written, "a series or a number", "this place", node);
    return node;
}

Resolver::Value Resolver::resolve(std::int32_t written) {
    Node const& node = s_.nodes[static_cast<std::size_t>(written)];
    switch (node.kind) {
        case NodeKind::number:
            return {constant(node.number, node.place)};
        case NodeKind::name: {
            auto const let = lets_.find(node.text);
            return let != lets_.end() ? let->second : Value{name(node)};
        }
        case NodeKind::call:
            if (node.text == "cross_above" || node.text == "cross_below") return {crossing(node)};
            if (node.text == "if" && !parameters_only_) return {conditional(node)};
            if (node.text == "choose" && !parameters_only_) return choice(node);
            return {call(node), true};
        case NodeKind::output:
            return {output(node)};
        case NodeKind::lag:
            return {lag(node)};
        case NodeKind::longer:
            return longer(node);
        case NodeKind::negate:
        case NodeKind::add:
        case NodeKind::subtract:
        case NodeKind::multiply:
        case NodeKind::divide:
            return {arithmetic(node)};
        case NodeKind::logic_and:
        case NodeKind::logic_or:
        case NodeKind::logic_not:
            return {logic(node)};
        default:
            return {comparison(node)};
    }
}

std::int32_t Resolver::name(Node const& node) {
    std::int32_t const parameter = s_.parameter(node.text);
    if (parameter >= 0) return term(Term::parameter, parameter, -1, node.place);
    if (!parameters_only_) {
        if (is_implied(node.text.c_str())) return implied(node.text.c_str(), node.place);
        auto const extra = std::find(s_.extra.begin(), s_.extra.end(), node.text);
        if (extra != s_.extra.end())
            return term(Term::extra, static_cast<std::int32_t>(extra - s_.extra.begin()), -1, node.place);
        auto const price = [&](bar_field f) {
            return term(Term::field, static_cast<int>(f), -1, node.place);
        };
        std::int32_t const high = price(bar_field::high), low = price(bar_field::low);
        if (node.text == "hl2") return entry("medprice", {high, low}, {}, node.place);
        std::int32_t const close = price(bar_field::close);
        if (node.text == "hlc3") return entry("typprice", {high, low, close}, {}, node.place);
        if (node.text == "ohlc4")
            return entry("avgprice", {price(bar_field::open), high, low, close}, {}, node.place);
        if (IndicatorEntry const* indicator = find_indicator(node.text))
            refuse(node.place, {.code = "indicator_without_arguments",
                                .path = "",
                                .value = node.text,
                                .problem = "an indicator needs its arguments",
                                .allowed = "",
                                .suggestion = "write " + usage_of(*indicator)});
    }
    std::vector<std::string> known;
    for (ParameterDeclaration const& p : s_.parameters) known.push_back(p.name);
    std::string allowed;
    for (std::string const& p : known) allowed += (allowed.empty() ? "parameters: " : ", ") + p;
    if (!parameters_only_) {
        for (auto const& [let, value] : lets_) known.push_back(let);
        known.insert(known.end(), price_names.begin(), price_names.end());
        known.insert(known.end(), clock_names.begin(), clock_names.end());
        known.insert(known.end(), indicator_names().begin(), indicator_names().end());
        known.insert(known.end(), s_.extra.begin(), s_.extra.end());
        allowed += allowed.empty() ? "prices: " : "; prices: ";
        for (char const* p : price_names) allowed += std::string(p == price_names[0] ? "" : ", ") + p;
        allowed += "; clock: ";
        for (char const* c : clock_names) allowed += std::string(c == clock_names[0] ? "" : ", ") + c;
        allowed += "; extra series: ";
        for (std::string const& e : s_.extra) allowed += (&e == &s_.extra[0] ? "" : ", ") + e;
        if (s_.extra.empty()) allowed += "those that data.series names";
    }
    refuse(node.place,
           {.code = "unknown_name",
            .path = "",
            .value = node.text,
            .problem = parameters_only_ ? "no parameter has this name"
                                        : "no price, parameter or 'let' above has this name",
            .allowed = allowed,
            .suggestion = did_you_mean(node.text, known, s_.in_place ? "add it under [params]" : "")});
}

std::int32_t Resolver::comparison(Node const& node) {
    std::int32_t a = number(node.children[0]);
    std::int32_t b = number(node.children[1]);
    // a < b is b > a, a <= b is not a > b, so that each pair of columns has at most two planes. Where a rule
    // is evaluated both sides are defined, so `not` is exact.
    switch (node.kind) {
        case NodeKind::greater:
            return term(Term::greater, a, b, node.place);
        case NodeKind::less:
            return term(Term::greater, b, a, node.place);
        case NodeKind::less_equal:
            return term(Term::invert, term(Term::greater, a, b, node.place), -1, node.place);
        case NodeKind::greater_equal:
            return term(Term::invert, term(Term::greater, b, a, node.place), -1, node.place);
        default:
            break;
    }
    std::int32_t const same = term(Term::equal, std::min(a, b), std::max(a, b), node.place);
    return node.kind == NodeKind::equal ? same : term(Term::invert, same, -1, node.place);
}

std::int32_t Resolver::logic(Node const& node) {
    char const* word = node.kind == NodeKind::logic_and  ? "'and'"
                       : node.kind == NodeKind::logic_or ? "'or'"
                                                         : "'not'";
    std::int32_t const a = condition(node.children[0], word);
    if (node.kind == NodeKind::logic_not) return negated(a, node.place);
    std::int32_t const b = condition(node.children[1], word);
    return joined(node.kind == NodeKind::logic_and ? Term::both : Term::either, a, b, node.place);
}

std::int32_t Resolver::negated(std::int32_t condition, Place place) {
    GraphNode const& node = graph_[condition];
    return node.term == Term::invert ? node.a : term(Term::invert, condition, -1, place);
}

std::int32_t Resolver::joined(Term kind, std::int32_t a, std::int32_t b, Place place) {
    return a == b ? a : term(kind, std::min(a, b), std::max(a, b), place);
}

}  // namespace basicbot
