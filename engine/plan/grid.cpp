#include "engine/plan/grid.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/observe/nearest.hpp"
#include "engine/strategy/source.hpp"

namespace basicbot {

namespace {

std::int32_t parameter_of(Strategy const& strategy, ParameterAxis const& axis) {
    std::int32_t const found = strategy.parameter(axis.name);
    if (found >= 0) return found;
    std::vector<std::string> names;
    std::string allowed;
    for (ParameterDeclaration const& p : strategy.parameters) {
        names.push_back(p.name);
        allowed += (allowed.empty() ? "" : ", ") + p.name;
    }
    fail(ErrorKind::config, {.code = "unknown_parameter",
                             .path = "params." + axis.name,
                             .value = axis.name,
                             .problem = "strategy " + strategy.name + " has no parameter of this name",
                             .allowed = allowed.empty() ? "none: the strategy has no parameters" : allowed,
                             .suggestion = did_you_mean(axis.name, names)});
}

void check_values(ParameterDeclaration const& parameter, ParameterAxis const& axis) {
    std::string const path = "params." + axis.name;
    if (axis.values.empty())
        fail(ErrorKind::config, {.code = "empty_axis",
                                 .path = path,
                                 .value = "",
                                 .problem = "the axis has no value",
                                 .allowed = "",
                                 .suggestion = "give at least one"});
    for (double value : axis.values) {
        if (std::isfinite(value) && value >= parameter.low && value <= parameter.high) continue;
        fail(ErrorKind::config,
             {.code = "parameter_range",
              .path = path,
              .value = number_text(value),
              .problem = std::isfinite(value) ? "the value is outside the parameter's range"
                                              : "the value is not finite",
              .allowed = number_text(parameter.low) + ".." + number_text(parameter.high),
              .suggestion = parameter.sweep ? "usual are " + number_text(parameter.sweep->from) + " to " +
                                                  number_text(parameter.sweep->to) + " step " +
                                                  number_text(parameter.sweep->step)
                                            : ""});
    }
}

// A parameter that a study declares and no rule reads would only repeat cells.
void check_used(Strategy const& strategy, std::vector<ParameterAxis> const& params) {
    std::set<std::string, std::less<>> read;
    for (Node const& node : strategy.nodes)
        if (node.kind == NodeKind::name) read.insert(node.text);
    for (ParameterAxis const& axis : params) {
        if (read.count(axis.name)) continue;
        fail(ErrorKind::config, {.code = "unused_parameter",
                                 .path = "params." + axis.name,
                                 .value = axis.name,
                                 .problem = "no rule reads this parameter",
                                 .allowed = "",
                                 .suggestion = "remove it, or write its name in a rule"});
    }
}

std::uint32_t count_cells(std::vector<ParameterAxis> const& axes) {
    double size = 1;  // for the message, where the product is beyond any integer
    std::uint64_t count = 1;
    for (ParameterAxis const& axis : axes) {
        size *= static_cast<double>(axis.values.size());
        count = std::min(count, max_cells + 1) * std::min<std::uint64_t>(axis.values.size(), max_cells + 1);
    }
    if (size <= static_cast<double>(max_cells)) return static_cast<std::uint32_t>(count);
    std::string sizes;
    for (ParameterAxis const& axis : axes)
        sizes += (sizes.empty() ? "" : " x ") + axis.name + " " + std::to_string(axis.values.size());
    fail(ErrorKind::config, {.code = "too_many_cells",
                             .path = "params",
                             .value = number_text(size) + " combinations",
                             .problem = "the grid is too large (" + sizes + ")",
                             .allowed = "up to " + std::to_string(max_cells),
                             .suggestion = "narrow an axis or take larger steps"});
}

}  // namespace

std::vector<std::uint32_t> Grid::indices(std::size_t cell) const {
    std::vector<std::uint32_t> result(axes.size());
    std::uint32_t rest = flat(cell);
    for (std::size_t a = axes.size(); a-- > 0;) {
        auto const size = static_cast<std::uint32_t>(axes[a].values.size());
        result[a] = rest % size;
        rest /= size;
    }
    return result;
}

std::vector<double> Grid::values(std::size_t cell) const {
    std::vector<std::uint32_t> const at = indices(cell);
    std::vector<double> result = fixed;
    for (std::size_t p = 0; p < result.size(); ++p)
        if (axis_of[p] >= 0) {
            auto const axis = static_cast<std::size_t>(axis_of[p]);
            result[p] = axes[axis].values[at[axis]];
        }
    return result;
}

Grid make_grid(Strategy const& strategy, std::vector<ParameterAxis> const& params, std::string const& where) {
    Grid grid;
    grid.axes = params;
    grid.where = where;
    grid.axis_of.assign(strategy.parameters.size(), -1);
    for (ParameterDeclaration const& p : strategy.parameters) grid.fixed.push_back(p.standard);
    for (std::size_t a = 0; a < params.size(); ++a) {
        auto const p = static_cast<std::size_t>(parameter_of(strategy, params[a]));
        if (grid.axis_of[p] >= 0)
            fail(ErrorKind::config, {.code = "duplicate_axis",
                                     .path = "params." + params[a].name,
                                     .value = params[a].name,
                                     .problem = "the parameter is given twice",
                                     .allowed = "",
                                     .suggestion = "remove one of them"});
        check_values(strategy.parameters[p], params[a]);
        grid.axis_of[p] = static_cast<std::int32_t>(a);
    }
    if (strategy.in_place) check_used(strategy, params);
    grid.full = count_cells(params);
    if (where.find_first_not_of(" \t\r\n") == std::string::npos) return grid;
    grid.kept = cells_where(strategy, grid);
    grid.constrained = true;
    if (grid.kept.empty())
        fail(ErrorKind::config, {.code = "no_cells",
                                 .path = "params.where",
                                 .value = where,
                                 .problem = "no combination satisfies the constraint",
                                 .allowed = "",
                                 .suggestion = "widen an axis or relax the constraint"});
    return grid;
}

}  // namespace basicbot
