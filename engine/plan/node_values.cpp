#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/bars/series.hpp"
#include "engine/plan/lowering.hpp"

namespace basicbot {

SubGrid const& NodeValues::part_of(std::int32_t node) {
    SubGrid const*& part = part_[static_cast<std::size_t>(node)];
    if (!part) part = &parts_.of_parameters(graph_[node].reads);
    return *part;
}

// The combination of another node's part at the combination at work; both depend on index_ having been
// decoded.
std::uint32_t NodeValues::in_part(std::int32_t node, SubGrid const& current, std::uint32_t combination) {
    SubGrid const& part = part_of(node);
    return &part == &current ? combination : parts_.number(part, index_.data());
}

static bool is_composed(GraphNode const& node) {
    return node.term == Term::call && indicators()[static_cast<std::size_t>(node.entry)].composed;
}

std::vector<bool> NodeValues::needed_for(std::vector<std::int32_t> const& roots) {
    std::vector<bool> needed(static_cast<std::size_t>(graph_.size()), false);
    for (std::int32_t root : roots) needed[static_cast<std::size_t>(root)] = true;
    for (std::int32_t n = graph_.size(); n-- > 0;) {
        if (!needed[static_cast<std::size_t>(n)]) continue;
        GraphNode const& node = graph_[n];
        if (node.term == Term::longer) continue;
        if (node.term == Term::choose) {
            std::vector<bool> const taken = chosen(node);
            for (std::size_t i = 0; i < taken.size(); ++i)
                if (taken[i]) needed[static_cast<std::size_t>(node.inputs[i])] = true;
            continue;
        }
        bool const leaf = node.is_leaf();
        if (!leaf && node.a >= 0) needed[static_cast<std::size_t>(node.a)] = true;
        if (!leaf && node.b >= 0) needed[static_cast<std::size_t>(node.b)] = true;
        if (is_composed(node)) {  // the other outputs may be nobody's
            needed[static_cast<std::size_t>(node.inputs[static_cast<std::size_t>(node.output)])] = true;
        } else {
            for (std::int32_t child : node.inputs) needed[static_cast<std::size_t>(child)] = true;
        }
        for (std::int32_t child : node.arguments) needed[static_cast<std::size_t>(child)] = true;
    }
    return needed;
}

void NodeValues::settle_longer(std::vector<std::int32_t> const& roots, LongerTables& tables) {
    std::vector<bool> const needed = needed_for(roots);
    for (std::size_t timeframe = 0; timeframe < graph_.timeframes().size(); ++timeframe) {
        std::vector<std::int32_t> nodes, of;
        for (std::int32_t n = 0; n < graph_.size(); ++n)
            if (needed[static_cast<std::size_t>(n)] && graph_[n].term == Term::longer &&
                graph_[n].a == static_cast<std::int32_t>(timeframe)) {
                nodes.push_back(n);
                of.push_back(graph_[n].inputs[0]);
            }
        if (nodes.empty()) continue;
        Place const place = graph_[nodes.front()].place;
        std::size_t const table = tables.find(
            graph_.timeframes()[timeframe], strategy_.sources[static_cast<std::size_t>(place.source)], place);
        NodeValues over(strategy_, graph_, parts_.grid(), extra_, tables.columns_over(table));
        over.compute(of);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            SubGrid const& part = part_of(nodes[i]);
            std::vector<std::int32_t>& result = series_[static_cast<std::size_t>(nodes[i])];
            result.assign(part.count, -1);
            for (std::uint32_t k = 0; k < part.present_count(); ++k)
                result[part.present_at(k)] = first_computed_column +
                                             static_cast<std::int32_t>(extra_.size()) +
                                             tables.number(table, over.series(of[i])[part.present_at(k)]);
        }
    }
}

void NodeValues::compute(std::vector<std::int32_t> const& roots) {
    std::vector<bool> const needed = needed_for(roots);
    // What was written before what it is made of, so that a refusal names that.
    for (std::int32_t n = graph_.size(); n-- > 0;)
        if (needed[static_cast<std::size_t>(n)] && is_composed(graph_[n])) check_arguments(n);
    for (std::int32_t n = 0; n < graph_.size(); ++n) {
        if (!needed[static_cast<std::size_t>(n)]) continue;
        if (graph_.is_scalar(n)) scalar(n);
        if (graph_[n].term == Term::field) series_[static_cast<std::size_t>(n)] = {graph_[n].a};
        if (graph_[n].term == Term::extra)
            series_[static_cast<std::size_t>(n)] = {first_computed_column + graph_[n].a};
        if (graph_[n].term == Term::clock) {
            auto const at =
                std::find(extra_.begin(), extra_.end(), clock_names[static_cast<std::size_t>(graph_[n].a)]);
            series_[static_cast<std::size_t>(n)] = {first_computed_column +
                                                    static_cast<std::int32_t>(at - extra_.begin())};
        }
        if (graph_[n].term == Term::call) call(n);
        if (graph_[n].term == Term::choose) choose(n);
    }
}

double NodeValues::evaluate(GraphNode const& n, SubGrid const& part, std::uint32_t combination) {
    auto const value = [&](std::int32_t child) {
        return scalars_[static_cast<std::size_t>(child)][in_part(child, part, combination)];
    };
    switch (n.term) {
        case Term::number:
            return n.number;
        case Term::parameter: {
            Grid const& grid = parts_.grid();
            auto const p = static_cast<std::size_t>(n.a);
            if (grid.axis_of[p] < 0) return grid.fixed[p];
            auto const axis = static_cast<std::size_t>(grid.axis_of[p]);
            return grid.axes[axis].values[grid.axes[axis].values.size() > 1 ? index_[axis] : 0];
        }
        case Term::negate:
            return -value(n.a);
        case Term::add:
            return value(n.a) + value(n.b);
        case Term::subtract:
            return value(n.a) - value(n.b);
        case Term::multiply:
            return value(n.a) * value(n.b);
        case Term::choose_number:
            return value(n.arguments[static_cast<std::size_t>(
                chosen_of(value(n.a), static_cast<std::int32_t>(n.arguments.size()) - 1))]);
        default:
            return value(n.a) / value(n.b);
    }
}

// What it is made of first, if that has not been done.
void NodeValues::scalar(std::int32_t node) {
    GraphNode const& n = graph_[node];
    if (!scalars_[static_cast<std::size_t>(node)].empty()) return;
    if (!n.is_leaf()) {
        for (std::int32_t child : {n.a, n.b})
            if (child >= 0) scalar(child);
        for (std::int32_t child : n.arguments) scalar(child);
    }
    SubGrid const& part = part_of(node);
    std::vector<double>& values = scalars_[static_cast<std::size_t>(node)];
    values.assign(part.count, 0.0);
    for (std::uint32_t i = 0; i < part.present_count(); ++i) {
        std::uint32_t const combination = part.present_at(i);
        parts_.decode(part, combination, index_.data());
        double const value = evaluate(n, part, combination);
        if (!std::isfinite(value))
            fail_at(strategy_.sources[static_cast<std::size_t>(n.place.source)], n.place,
                    {.code = "not_finite",
                     .path = "",
                     .value = number_text(value),
                     .problem = "the arithmetic on parameters gives no finite number",
                     .allowed = "",
                     .suggestion = "narrow the parameters, e.g. with params.where"});
        values[combination] = value == 0 ? 0 : value;
    }
}

std::vector<bool> NodeValues::chosen(GraphNode const& n) {
    scalar(n.a);
    std::vector<bool> taken(n.inputs.size(), false);
    SubGrid const& part = part_of(n.a);
    for (std::uint32_t i = 0; i < part.present_count(); ++i) {
        double const which = scalars_[static_cast<std::size_t>(n.a)][part.present_at(i)];
        taken[static_cast<std::size_t>(chosen_of(which, static_cast<std::int32_t>(taken.size()) - 1))] = true;
    }
    return taken;
}

// The column of the one that each combination chooses.
void NodeValues::choose(std::int32_t node) {
    GraphNode const& n = graph_[node];
    SubGrid const& part = part_of(node);
    std::vector<std::int32_t>& result = series_[static_cast<std::size_t>(node)];
    result.assign(part.count, -1);
    for (std::uint32_t i = 0; i < part.present_count(); ++i) {
        std::uint32_t const combination = part.present_at(i);
        parts_.decode(part, combination, index_.data());
        double const which = scalars_[static_cast<std::size_t>(n.a)][in_part(n.a, part, combination)];
        std::int32_t const from = n.inputs[static_cast<std::size_t>(
            chosen_of(which, static_cast<std::int32_t>(n.inputs.size()) - 1))];
        result[combination] = series_[static_cast<std::size_t>(from)][in_part(from, part, combination)];
    }
}

void NodeValues::refuse(GraphNode const& n, std::size_t argument, double value, ErrorParts parts) {
    parts.value = number_text(value);
    GraphNode const& from = graph_[n.arguments[argument]];
    if (from.term == Term::parameter)  // the mend is in the study
        parts.path = "params." + strategy_.parameters[static_cast<std::size_t>(from.a)].name;
    if (from.term == Term::parameter) fail(ErrorKind::config, std::move(parts));
    Place const place = n.argument_places[argument];
    fail_at(strategy_.sources[static_cast<std::size_t>(place.source)], place, std::move(parts));
}

void NodeValues::check_argument(GraphNode const& n, std::size_t argument, double value) {
    IndicatorEntry const& entry = indicators()[static_cast<std::size_t>(n.entry)];
    param_info const& param = entry.params[argument];
    std::string const name = entry.info->name;
    bool const is_lag = name == "lag";
    if (is_lag && value < 0)
        refuse(n, argument, value,
               {.code = "negative_lag",
                .path = "",
                .value = "",
                .problem = "a negative lag peeks ahead",
                .allowed = "whole numbers from 0",
                .suggestion = "write the bars to look back, e.g. close[1]"});
    bool const whole = !param.whole || std::floor(value) == value;
    if (whole && value >= param.low && value <= param.high) return;
    std::string const range = number_text(is_lag ? 0 : param.low) + ".." + number_text(param.high);
    std::string const what = is_lag ? "a lag" : std::string(param.name) + " of " + name;
    refuse(n, argument, value,
           {.code = whole ? "indicator_parameter_range" : "indicator_parameter_whole",
            .path = "",
            .value = "",
            .problem = what + (whole ? " is outside its range" : " must be a whole number"),
            .allowed = (param.whole ? "whole numbers in " : "") + range,
            .suggestion = whole ? "" : "write a whole number"});
}

void NodeValues::check_arguments(std::int32_t node) {
    GraphNode const& n = graph_[node];
    for (std::size_t k = 0; k < n.arguments.size(); ++k) {
        std::int32_t const argument = n.arguments[k];
        scalar(argument);
        SubGrid const& part = part_of(argument);
        for (std::uint32_t i = 0; i < part.present_count(); ++i)
            check_argument(n, k, scalars_[static_cast<std::size_t>(argument)][part.present_at(i)]);
    }
}

// A composed entry is the column of what it is made of.
void NodeValues::composed_call(GraphNode const& n, SubGrid const& part, std::vector<std::int32_t>& result) {
    std::int32_t const made = n.inputs[static_cast<std::size_t>(n.output)];
    for (std::uint32_t i = 0; i < part.present_count(); ++i) {
        std::uint32_t const combination = part.present_at(i);
        parts_.decode(part, combination, index_.data());
        result[combination] = series_[static_cast<std::size_t>(made)][in_part(made, part, combination)];
    }
}

void NodeValues::call(std::int32_t node) {
    GraphNode const& n = graph_[node];
    SubGrid const& part = part_of(node);
    std::vector<std::int32_t>& result = series_[static_cast<std::size_t>(node)];
    result.assign(part.count, -1);
    if (is_composed(n)) return composed_call(n, part, result);
    bool const is_lag = std::string_view(indicators()[static_cast<std::size_t>(n.entry)].info->name) == "lag";
    ColumnRequest requests[request_block];
    for (std::uint32_t begin = 0; begin < part.present_count(); begin += request_block) {
        std::uint32_t const end =
            std::min(part.present_count(), begin + static_cast<std::uint32_t>(request_block));
        for (std::uint32_t i = begin; i < end; ++i) {
            ColumnRequest& request = requests[i - begin];
            std::uint32_t const combination = part.present_at(i);
            parts_.decode(part, combination, index_.data());
            for (std::size_t k = 0; k < n.inputs.size(); ++k)
                request.inputs[k] =
                    series_[static_cast<std::size_t>(n.inputs[k])][in_part(n.inputs[k], part, combination)];
            for (std::size_t k = 0; k < n.arguments.size(); ++k) {
                std::int32_t const child = n.arguments[k];
                request.params[k] =
                    scalars_[static_cast<std::size_t>(child)][in_part(child, part, combination)];
                if (!(is_lag && request.params[k] == 0)) check_argument(n, k, request.params[k]);
            }
            if (!(is_lag && request.params[0] == 0)) columns.prepare(n.entry, request);
        }
        for (std::uint32_t i = begin; i < end; ++i) {
            ColumnRequest const& request = requests[i - begin];
            // A lag of no bars is the series itself.
            result[part.present_at(i)] = is_lag && request.params[0] == 0
                                             ? request.inputs[0]
                                             : columns.column(n.entry, request, n.output);
        }
    }
}

operand NodeValues::operand_of(std::int32_t node, SubGrid const& current, std::uint32_t combination) {
    std::uint32_t const at = in_part(node, current, combination);
    if (graph_.is_series(node)) return {series_[static_cast<std::size_t>(node)][at], 0.0};
    return {-1, scalars_[static_cast<std::size_t>(node)][at]};
}

std::vector<std::uint32_t> NodeValues::planes(std::int32_t node, bool defined) {
    GraphNode const& n = graph_[node];
    SubGrid const& part = part_of(node);
    std::vector<std::uint32_t> result(part.count, 0);
    planes_table.reserve(part.present_count());
    compare const op = defined || n.term == Term::equal ? compare::equal : compare::greater;
    operand a[request_block], b[request_block];
    std::uint32_t numbers[request_block];
    for (std::uint32_t begin = 0; begin < part.present_count(); begin += request_block) {
        std::uint32_t const end =
            std::min(part.present_count(), begin + static_cast<std::uint32_t>(request_block));
        for (std::uint32_t i = begin; i < end; ++i) {
            std::uint32_t const combination = part.present_at(i);
            parts_.decode(part, combination, index_.data());
            a[i - begin] = operand_of(defined ? node : n.a, part, combination);
            b[i - begin] = defined ? a[i - begin] : operand_of(n.b, part, combination);
        }
        planes_table.number(op, end - begin, a, b, numbers);
        for (std::uint32_t i = begin; i < end; ++i) result[part.present_at(i)] = numbers[i - begin];
    }
    return result;
}

}  // namespace basicbot
