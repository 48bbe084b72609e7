#pragma once
// The parameter combinations of a study, in a fixed order: row-major over the axes, the last axis fastest.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/config/study.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

struct Grid {
    std::vector<ParameterAxis> axes;    // in study order
    std::vector<std::int32_t> axis_of;  // [strategy parameter] number of its axis, -1 = fixed
    std::vector<double> fixed;          // [strategy parameter] the value where it is fixed
    std::uint32_t full = 1;             // combinations before the constraint
    bool constrained = false;
    std::vector<std::uint32_t> kept;  // constrained: row-major numbers of the cells, ascending
    std::string where;

    std::size_t cell_count() const { return constrained ? kept.size() : full; }
    // Row-major number of a cell in the full grid.
    std::uint32_t flat(std::size_t cell) const {
        return constrained ? kept[cell] : static_cast<std::uint32_t>(cell);
    }
    // Grid indices of a cell, one per axis.
    std::vector<std::uint32_t> indices(std::size_t cell) const;
    // Value of every strategy parameter in a cell.
    std::vector<double> values(std::size_t cell) const;
};

// More combinations than this are refused.
inline constexpr std::uint64_t max_cells = 100'000'000;

// The study's axes over a strategy's parameters; parameters that the study does not give take their default.
// `where` is a condition over parameters, e.g. "fast < slow", empty for none. Throws Error(config): an axis
// that names no parameter or one that nothing reads, a value outside the declared range, too many cells, no
// cells.
Grid make_grid(Strategy const& strategy, std::vector<ParameterAxis> const& params, std::string const& where);

// Cells that satisfy the constraint, as row-major numbers (plan/where.cpp). Throws Error(config).
std::vector<std::uint32_t> cells_where(Strategy strategy, Grid const& grid);

}  // namespace basicbot
