#pragma once
// The part of a grid that a node depends on: its distinct combinations of those axes only.

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "engine/plan/grid.hpp"

namespace basicbot {

struct SubGrid {
    std::vector<std::uint32_t> axes;   // ascending
    std::vector<std::uint32_t> sizes;  // values of each
    std::vector<std::uint32_t>
        stride;               // [axis of the grid] step of the combination number, 0 = not of this part
    std::uint32_t count = 1;  // combinations, numbered row-major
    bool every_axis = false;  // combination i is cell i of the grid
    std::vector<std::uint32_t> of_cell;  // [cell] its combination; empty where every_axis or count is 1
    std::vector<std::uint32_t>
        present;  // combinations that occur in a cell, ascending; empty where every_axis

    std::uint32_t of(std::size_t cell) const {
        return every_axis ? static_cast<std::uint32_t>(cell) : of_cell.empty() ? 0 : of_cell[cell];
    }
    std::uint32_t present_count() const {
        return every_axis ? count : static_cast<std::uint32_t>(present.size());
    }
    std::uint32_t present_at(std::uint32_t i) const { return every_axis ? i : present[i]; }
};

// All parts of one grid that a plan asks for, each made once.
class SubGrids {
  public:
    explicit SubGrids(Grid const& grid);

    // The part for a set of strategy parameters. Parameters with one value belong to no part.
    SubGrid const& of_parameters(std::uint64_t parameters);

    // Grid indices of one combination of a part; index[axis] is set for the part's axes only.
    void decode(SubGrid const& part, std::uint32_t combination, std::uint32_t* index) const;

    // The combination of `part` at these grid indices.
    std::uint32_t number(SubGrid const& part, std::uint32_t const* index) const {
        if (part.every_axis) return cell_at(index);
        std::uint32_t result = 0;
        for (std::uint32_t axis : part.axes) result += index[axis] * part.stride[axis];
        return result;
    }

    Grid const& grid() const { return grid_; }

  private:
    std::uint32_t cell_at(std::uint32_t const* index) const;

    Grid const& grid_;
    std::size_t wide_axes_ = 0;  // axes with more than one value
    std::vector<std::uint32_t> full_stride_;
    std::map<std::vector<std::uint32_t>, std::unique_ptr<SubGrid>> parts_;
    std::map<std::uint64_t, SubGrid const*> by_parameters_;
};

}  // namespace basicbot
