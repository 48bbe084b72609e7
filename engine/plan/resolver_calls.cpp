// Calls, their arguments and outputs, lags and crossings.

#include <algorithm>
#include <utility>

#include "engine/bars/series.hpp"
#include "engine/plan/resolver.hpp"
#include "engine/strategy/strategy_file.hpp"

namespace basicbot {

std::int32_t Resolver::entry(char const* name, std::vector<std::int32_t> inputs,
                             std::vector<std::int32_t> arguments, Place place) {
    IndicatorEntry const* indicator = find_indicator(name);
    if (!indicator)
        fail(ErrorKind::internal, {.code = "catalogue",
                                   .path = "",
                                   .value = name,
                                   .problem = "the catalogue lacks an entry of the language",
                                   .allowed = "",
                                   .suggestion = ""});
    GraphNode node;
    node.term = Term::call;
    node.entry = indicator->number;
    node.inputs = std::move(inputs);
    node.arguments = std::move(arguments);
    node.argument_places.assign(node.arguments.size(), place);
    return intern(std::move(node), place);
}

std::vector<std::int32_t> Resolver::arranged(Node const& node, std::vector<std::string> const& slots,
                                             std::string const& usage) {
    std::vector<std::int32_t> result(slots.size(), -1);
    bool named = false;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        Place const place = s_.nodes[static_cast<std::size_t>(node.children[i])].place;
        std::string const& argument = node.argument_names[i];
        if (argument.empty() && named)
            refuse(place, {.code = "argument_order",
                           .path = "",
                           .value = node.text,
                           .problem = "an argument without a name follows one with a name",
                           .allowed = usage,
                           .suggestion = ""});
        named = named || !argument.empty();
        std::size_t slot = i;
        if (named)
            slot = static_cast<std::size_t>(std::find(slots.begin(), slots.end(), argument) - slots.begin());
        if (slot >= slots.size())
            refuse(place,
                   {.code = named ? "unknown_argument" : "too_many_arguments",
                    .path = "",
                    .value = named ? argument : node.text,
                    .problem = named ? node.text + " has no argument of this name" : "too many arguments",
                    .allowed = usage,
                    .suggestion = named ? did_you_mean(argument, slots) : ""});
        if (result[slot] >= 0)
            refuse(place, {.code = "argument_twice",
                           .path = "",
                           .value = slots[slot],
                           .problem = node.text + " is given this argument twice",
                           .allowed = usage,
                           .suggestion = ""});
        result[slot] = node.children[i];
    }
    return result;
}

std::int32_t Resolver::implied(char const* input, Place place) {
    int const field = implied_field(input);
    return field >= 0 ? term(Term::field, field, -1, place)
                      : term(Term::clock, clock_number(input), -1, place);
}

std::int32_t Resolver::call(Node const& node) {
    IndicatorEntry const* indicator = parameters_only_ ? nullptr : find_indicator(node.text);
    if (!indicator) {
        std::vector<std::string> known;
        if (!parameters_only_) known = indicator_names();
        if (!parameters_only_) known.insert(known.end(), {"cross_above", "cross_below", "choose", "if"});
        refuse(node.place, {.code = "unknown_indicator",
                            .path = "",
                            .value = node.text,
                            .problem = parameters_only_ ? "a constraint reads parameters, not indicators"
                                                        : "no indicator has this name",
                            .allowed = "",
                            .suggestion = did_you_mean(node.text, known,
                                                       parameters_only_ ? "" : "see basicbot indicators")});
    }
    std::vector<std::string> slots;
    for (char const* input : indicator->inputs)
        if (!is_implied(input)) slots.emplace_back(input);
    std::size_t const written_inputs = slots.size();
    for (param_info const& param : indicator->params) slots.emplace_back(param.name);
    std::string const usage = usage_of(*indicator);
    std::vector<std::int32_t> const written = arranged(node, slots, usage);

    GraphNode result;
    result.term = Term::call;
    result.entry = indicator->number;
    std::size_t slot = 0;
    for (char const* input : indicator->inputs) {
        if (is_implied(input)) {
            result.inputs.push_back(implied(input, node.place));
            continue;
        }
        if (written[slot] < 0)
            refuse(node.place, {.code = "missing_argument",
                                .path = "",
                                .value = node.text,
                                .problem = "the input series '" + slots[slot] + "' is missing",
                                .allowed = usage,
                                .suggestion = "e.g. close"});
        std::string const what = "input '" + slots[slot] + "' of " + node.text;
        result.inputs.push_back(slots[slot] == "event" ? event(written[slot], what, usage)
                                                       : series(written[slot], what, usage));
        ++slot;
    }
    for (std::size_t i = 0; i < indicator->params.size(); ++i) {
        std::int32_t const at = written[written_inputs + i];
        Place const place = at < 0 ? node.place : s_.nodes[static_cast<std::size_t>(at)].place;
        result.argument_places.push_back(place);
        result.arguments.push_back(at < 0
                                       ? constant(indicator->params[i].standard, node.place)
                                       : scalar(at, slots[written_inputs + i] + " of " + node.text, usage));
    }
    // Sums and products do not depend on the order of their operands, so both orders are one column.
    if (node.text == "add" || node.text == "mult") std::sort(result.inputs.begin(), result.inputs.end());
    if (indicator->composed) result.inputs = composed(*indicator, result, node.place);
    return intern(std::move(result), node.place);
}

// Of composed entries in each other; mavp goes a level down for every length of its means.
constexpr std::int32_t max_nesting = 120;

// Parsed once; what the names mean is settled at each call.
static Strategy const& definition_of(IndicatorEntry const& entry) {
    static std::map<int, Strategy> const all = [] {
        std::map<int, Strategy> parsed;
        for (IndicatorEntry const& e : indicators())
            if (e.composed)
                parsed.emplace(e.number,
                               parse_definitions(e.composed, "indicator " + std::string(e.info->name)));
        return parsed;
    }();
    return all.at(entry.number);
}

std::vector<std::int32_t> Resolver::composed(IndicatorEntry const& entry, GraphNode const& call,
                                             Place place) {
    Strategy const& definition = definition_of(entry);
    Resolver inner(definition, graph_, Names::all);
    inner.outer_ = outer_.value_or(place);
    inner.nesting_ = nesting_ + 1;
    if (inner.nesting_ > max_nesting)
        refuse(place, {.code = "nested_too_deep",
                       .path = "",
                       .value = entry.info->name,
                       .problem = "the indicator is made of itself without end",
                       .allowed = std::to_string(max_nesting) + " levels",
                       .suggestion = "write plain numbers for the parameters that end it, not swept ones"});
    for (std::size_t i = 0; i < entry.inputs.size(); ++i) inner.lets_[entry.inputs[i]] = {call.inputs[i]};
    for (std::size_t i = 0; i < entry.params.size(); ++i)
        inner.lets_[entry.params[i].name] = {call.arguments[i]};
    for (LetDeclaration const& declaration : definition.lets) inner.let(declaration);
    std::vector<std::int32_t> outputs;
    for (char const* output : entry.outputs) outputs.push_back(inner.lets_.at(output).node);
    return outputs;
}

// Whose node it is, also over longer bars; null where it is no indicator's.
static IndicatorEntry const* indicator_of(Graph const& graph, std::int32_t node) {
    while (graph[node].term == Term::longer) node = graph[node].inputs[0];
    return graph[node].term == Term::call ? &indicators()[static_cast<std::size_t>(graph[node].entry)]
                                          : nullptr;
}

std::int32_t Resolver::output(Node const& node) {
    Value const from = resolve(node.children[0]);
    IndicatorEntry const* const indicator = from.outputs ? indicator_of(graph_, from.node) : nullptr;
    if (!indicator)
        refuse(node.place, {.code = "no_outputs",
                            .path = "",
                            .value = node.text,
                            .problem = "only an indicator has outputs",
                            .allowed = "",
                            .suggestion = "write e.g. macd(close, 12, 26, 9).hist"});
    std::vector<std::string> const names(indicator->outputs.begin(), indicator->outputs.end());
    auto const at = std::find(names.begin(), names.end(), node.text);
    if (at == names.end()) {
        std::string allowed;
        for (std::string const& name : names) allowed += (allowed.empty() ? "" : ", ") + name;
        refuse(node.place, {.code = "unknown_output",
                            .path = "",
                            .value = node.text,
                            .problem = std::string(indicator->info->name) + " has no output of this name",
                            .allowed = allowed,
                            .suggestion = did_you_mean(node.text, names)});
    }
    return with_output(from.node, static_cast<std::int32_t>(at - names.begin()));
}

std::int32_t Resolver::with_output(std::int32_t node, std::int32_t output) {
    GraphNode chosen = graph_[node];
    Place const place = chosen.place;
    if (chosen.term == Term::longer)
        chosen.inputs[0] = with_output(chosen.inputs[0], output);
    else
        chosen.output = output;
    return intern(std::move(chosen), place);
}

std::vector<std::pair<std::string, std::int32_t>> Resolver::outputs(std::int32_t written) {
    Value const from = resolve(written);
    if (graph_.is_condition(from.node)) return {{"event", event_series(from.node)}};
    IndicatorEntry const* const indicator = from.outputs ? indicator_of(graph_, from.node) : nullptr;
    if (!indicator) return {{"value", series(written, "the expression")}};
    std::vector<std::pair<std::string, std::int32_t>> all;
    for (char const* output : indicator->outputs)
        all.emplace_back(output, with_output(from.node, static_cast<std::int32_t>(all.size())));
    return all;
}

std::int32_t Resolver::lag(Node const& node) {
    std::int32_t const from = series(node.children[0], "a lag");
    std::int32_t const bars = scalar(node.children[1], "a lag");
    if (graph_[bars].term == Term::number && graph_[bars].number == 0) return from;
    std::int32_t const result =
        entry("lag", {from}, {bars}, s_.nodes[static_cast<std::size_t>(node.children[1])].place);
    return result;
}

std::int32_t Resolver::crossing(Node const& node) {
    std::string const usage = node.text + "(a, b)";
    std::vector<std::int32_t> const written = arranged(node, {"a", "b"}, usage);
    for (std::int32_t side : written)
        if (side < 0)
            refuse(node.place, {.code = "missing_argument",
                                .path = "",
                                .value = node.text,
                                .problem = "a crossing has two sides",
                                .allowed = usage,
                                .suggestion = ""});
    std::int32_t a = number(written[0]), b = number(written[1]);
    if (graph_.is_scalar(a) && graph_.is_scalar(b))
        refuse(node.place, {.code = "wrong_type",
                            .path = "",
                            .value = node.text,
                            .problem = "two numbers never cross",
                            .allowed = usage,
                            .suggestion = "make one of them a series"});
    if (node.text == "cross_below") std::swap(a, b);
    return term(Term::cross, term(Term::greater, a, b, node.place), -1, node.place);
}

}  // namespace basicbot
