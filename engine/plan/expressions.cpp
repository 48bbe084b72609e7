#include "engine/plan/expressions.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>
#include <system_error>
#include <utility>

#include "engine/config/decimal.hpp"
#include "engine/plan/lowering.hpp"
#include "engine/plan/resolver.hpp"
#include "engine/strategy/parser.hpp"
#include "engine/strategy/strategy_file.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t most_values = 100'000;  // of one axis

[[noreturn]] void refuse(std::string const& text, std::string problem, std::string suggestion) {
    fail(ErrorKind::usage, {.code = "expression",
                            .path = "EXPRESSION",
                            .value = text,
                            .problem = std::move(problem),
                            .allowed = "",
                            .suggestion = std::move(suggestion)});
}

std::string trimmed(std::string const& text) {
    std::size_t const first = text.find_first_not_of(" \t\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::vector<std::string> split(std::string const& text, std::string const& by) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(by, from)) != std::string::npos; from = at + by.size())
        parts.push_back(trimmed(text.substr(from, at - from)));
    parts.push_back(trimmed(text.substr(from)));
    return parts;
}

double number_of(std::string const& text, std::string const& braces) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        refuse(braces, "'" + text + "' is no number", "write e.g. {5..200..5} or {5, 10, 20}");
    return value;
}

// "{5..200..5}" or "{5, 10, 20}"
std::vector<double> values_of(std::string const& braces) {
    std::string const inner = braces.substr(1, braces.size() - 2);
    std::vector<double> values;
    if (inner.find("..") == std::string::npos) {
        for (std::string const& part : split(inner, ",")) values.push_back(number_of(part, braces));
        return values;
    }
    std::vector<std::string> const parts = split(inner, "..");
    double const from = number_of(parts[0], braces), to = number_of(parts[1], braces);
    double const step = parts.size() > 2 ? number_of(parts[2], braces) : 1;
    if (parts.size() > 3 || !(step > 0) || to < from)
        refuse(braces, "a range has from, to and a step above 0, and does not end before it begins",
               "write e.g. {5..200..5}");
    values = decimal_range(from, to, step, most_values);
    if (values.empty())
        refuse(braces, "the range has over " + std::to_string(most_values) + " values", "take a larger step");
    return values;
}

// rsi:14 is rsi(close, 14), atr:14@1d is atr(14)@1d.
std::string written_out(std::string const& text) {
    std::size_t const colon = text.find(':');
    if (colon == std::string::npos) return text;
    std::string const name = trimmed(text.substr(0, colon));
    IndicatorEntry const* const entry = find_indicator(name);
    if (!entry)
        refuse(text, "no indicator is called '" + name + "'",
               did_you_mean(name, indicator_names(), "see basicbot indicators"));
    std::string list;
    for (char const* input : entry->inputs) {
        if (is_implied(input)) continue;
        if (!list.empty())
            refuse(text, "the short form is for indicators of one series",
                   "write it out: " + usage_of(*entry));
        list = "close";
    }
    std::size_t const at = std::min(text.find('@', colon), text.size());
    for (std::string const& part : split(text.substr(colon + 1, at - colon - 1), ":"))
        list += (list.empty() ? "" : ", ") + part;
    return name + "(" + list + ")" + text.substr(at);
}

// The argument of a call that this name node is, "" where it is none.
std::string argument_name(Strategy const& strategy, std::string const& parameter) {
    for (Node const& node : strategy.nodes) {
        if (node.kind != NodeKind::call) continue;
        IndicatorEntry const* const entry = find_indicator(node.text);
        if (!entry) continue;
        std::vector<std::string> slots;
        for (char const* input : entry->inputs)
            if (!is_implied(input)) slots.emplace_back(input);
        for (param_info const& param : entry->params) slots.emplace_back(param.name);
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            Node const& child = strategy.nodes[static_cast<std::size_t>(node.children[i])];
            if (child.kind != NodeKind::name || child.text != parameter) continue;
            if (!node.argument_names[i].empty()) return node.argument_names[i];
            return i < slots.size() ? slots[i] : "";
        }
    }
    return "";
}

// "macd_hist", "macd_hist_1d" over longer bars, "value" where it is more than one indicator.
std::string name_of(Expression const& e, std::int32_t node) {
    Node const& root = e.strategy.nodes[static_cast<std::size_t>(node)];
    if (root.kind == NodeKind::call) return root.text;
    if (root.kind != NodeKind::output && root.kind != NodeKind::longer) return "value";
    std::string const of = name_of(e, root.children[0]);
    return of == "value" ? of : of + "_" + root.text;
}

}  // namespace

Expression parse_series(std::string const& text, std::vector<std::string> const& extra) {
    Expression result;
    result.text = text;
    Strategy& s = result.strategy;
    s.name = "expression";
    s.in_place = true;
    s.extra = extra;
    std::string plain;
    std::string const written = written_out(text);
    for (std::size_t at = 0; at < written.size();) {
        if (written[at] != '{') {
            plain += written[at++];
            continue;
        }
        std::size_t const end = written.find('}', at);
        if (end == std::string::npos) refuse(text, "a '{' is not closed", "write e.g. {5..200..5}");
        ParameterDeclaration declaration;
        declaration.name = "swept" + std::to_string(s.parameters.size() + 1);
        declaration.low = -std::numeric_limits<double>::infinity();
        declaration.high = std::numeric_limits<double>::infinity();
        result.axes.push_back({declaration.name, values_of(written.substr(at, end - at + 1)), true});
        declaration.standard = result.axes.back().values[0];
        plain += declaration.name;
        s.parameters.push_back(std::move(declaration));
        at = end + 1;
    }
    result.node = parse_expression(s, plain, "expression");
    return result;
}

namespace {

// Names and types of one expression.
struct Resolved {
    Graph graph;
    Grid grid;
    std::vector<std::string> names;   // of its outputs
    std::vector<std::int32_t> roots;  // and their nodes

    explicit Resolved(Expression const& e) : grid(make_grid(e.strategy, e.axes, "")) {
        for (auto const& [name, node] : Resolver(e.strategy, graph, Resolver::Names::all).outputs(e.node)) {
            names.push_back(name);
            roots.push_back(node);
        }
    }
};

SeriesColumns columns_of(Expression const& e, Resolved const& resolved, NodeValues& values) {
    values.compute(resolved.roots);
    SeriesColumns one{e.text, name_of(e, e.node), resolved.graph.repainting() >= 0,
                      e.axes, resolved.names,     {}};
    for (ParameterAxis& axis : one.axes) {
        std::string name = argument_name(e.strategy, axis.name);
        auto const taken = [&](ParameterAxis const& other) { return other.name == name; };
        if (!name.empty() && std::none_of(one.axes.begin(), one.axes.end(), taken))
            axis.name = std::move(name);
    }
    for (std::size_t cell = 0; cell < resolved.grid.cell_count(); ++cell)
        for (std::int32_t root : resolved.roots)
            one.columns.push_back(values.series(root)[values.part(root).of(cell)]);
    return one;
}

}  // namespace

LoweredSeries lower_series(std::vector<Expression> const& expressions) {
    std::vector<Resolved> all;
    for (Expression const& e : expressions) all.emplace_back(e);
    LoweredSeries result;
    std::set<std::int32_t> clocks;
    for (Resolved const& r : all) clocks.merge(r.graph.clocks());
    if (!expressions.empty()) result.plan.extra = extra_of(expressions.back().strategy, clocks);
    ColumnTable columns;
    LongerTables longer(result.plan.extra.size());
    std::vector<NodeValues> values;  // longer bars first: their columns stand before all that is computed
    for (std::size_t i = 0; i < all.size(); ++i) {
        values.emplace_back(expressions[i].strategy, all[i].graph, all[i].grid, result.plan.extra, columns);
        values.back().settle_longer(all[i].roots, longer);
    }
    columns.add_given(result.plan.extra.size() + longer.count());
    for (std::size_t i = 0; i < all.size(); ++i)
        result.series.push_back(columns_of(expressions[i], all[i], values[i]));
    longer.move_to(result.plan);
    result.plan.columns = std::move(columns.columns);
    result.plan.batches = std::move(columns.batches);
    return result;
}

std::int64_t warmup_of(IndicatorEntry const& entry, std::vector<double> const& params) {
    if (!entry.composed) return entry.warmup(params.data());
    std::string list;
    for (char const* input : entry.inputs)
        if (!is_implied(input)) list += (list.empty() ? "" : ", ") + std::string("close");
    for (double value : params) list += (list.empty() ? "" : ", ") + number_text(value);
    LoweredSeries const made = lower_series({parse_series(std::string(entry.info->name) + "(" + list + ")")});
    std::int64_t longest = 0;
    for (std::int32_t column : made.series[0].columns) longest = std::max(longest, made.begin(column));
    return longest;
}

}  // namespace basicbot
