#include "engine/plan/sub_grid.hpp"

#include <algorithm>

namespace basicbot {

SubGrids::SubGrids(Grid const& grid) : grid_(grid), full_stride_(grid.axes.size(), 1) {
    for (std::size_t a = grid.axes.size(); a-- > 0;) {
        if (a + 1 < grid.axes.size())
            full_stride_[a] =
                full_stride_[a + 1] * static_cast<std::uint32_t>(grid.axes[a + 1].values.size());
        if (grid.axes[a].values.size() > 1) ++wide_axes_;
    }
}

std::uint32_t SubGrids::cell_at(std::uint32_t const* index) const {
    std::uint32_t flat = 0;
    for (std::size_t a = 0; a < full_stride_.size(); ++a)
        if (grid_.axes[a].values.size() > 1) flat += index[a] * full_stride_[a];
    if (!grid_.constrained) return flat;
    return static_cast<std::uint32_t>(std::lower_bound(grid_.kept.begin(), grid_.kept.end(), flat) -
                                      grid_.kept.begin());
}

void SubGrids::decode(SubGrid const& part, std::uint32_t combination, std::uint32_t* index) const {
    std::uint32_t rest = part.every_axis ? grid_.flat(combination) : combination;
    for (std::size_t i = part.axes.size(); i-- > 0;) {
        index[part.axes[i]] = rest % part.sizes[i];
        rest /= part.sizes[i];
    }
}

SubGrid const& SubGrids::of_parameters(std::uint64_t parameters) {
    auto const known = by_parameters_.find(parameters);
    if (known != by_parameters_.end()) return *known->second;
    std::vector<std::uint32_t> axes;
    for (std::size_t p = 0; p < grid_.axis_of.size(); ++p)
        if ((parameters >> p & 1) && grid_.axis_of[p] >= 0 &&
            grid_.axes[static_cast<std::size_t>(grid_.axis_of[p])].values.size() > 1)
            axes.push_back(static_cast<std::uint32_t>(grid_.axis_of[p]));
    std::sort(axes.begin(), axes.end());
    std::unique_ptr<SubGrid>& slot = parts_[axes];
    if (!slot) {
        slot = std::make_unique<SubGrid>();
        SubGrid& part = *slot;
        part.axes = axes;
        part.stride.assign(grid_.axes.size(), 0);
        for (std::uint32_t axis : axes)
            part.sizes.push_back(static_cast<std::uint32_t>(grid_.axes[axis].values.size()));
        for (std::size_t i = axes.size(); i-- > 0;) {
            part.stride[axes[i]] = part.count;
            part.count *= part.sizes[i];
        }
        if (axes.size() == wide_axes_ && !axes.empty()) {
            part.every_axis = true;
            part.count = static_cast<std::uint32_t>(grid_.cell_count());
        } else if (axes.empty()) {
            part.present = {0};
        } else {
            std::vector<bool> seen(part.count);
            part.of_cell.resize(grid_.cell_count());
            for (std::size_t cell = 0; cell < part.of_cell.size(); ++cell) {
                std::uint32_t const flat = grid_.flat(cell);
                std::uint32_t combination = 0;
                for (std::size_t i = 0; i < axes.size(); ++i)
                    combination += flat / full_stride_[axes[i]] % part.sizes[i] * part.stride[axes[i]];
                part.of_cell[cell] = combination;
                seen[combination] = true;
            }
            for (std::uint32_t c = 0; c < part.count; ++c)
                if (seen[c]) part.present.push_back(c);
        }
    }
    by_parameters_[parameters] = slot.get();
    return *slot;
}

}  // namespace basicbot
