#include "engine/runner/path_table.hpp"

#include <algorithm>

namespace basicbot {

std::size_t PathTable::place(std::size_t symbol, std::size_t figure) const {
    std::size_t const plain = std::min(figure, PathShape::first_band);
    return symbol * shape_.values() + plain * shape_.paths + (figure - plain) * shape_.fan_paths;
}

std::vector<double*> PathTable::rows(std::size_t first, bool fan) {
    std::vector<double*> rows;
    for (std::size_t f = 0; f < shape_.figures(fan); ++f)
        rows.push_back(values_.in_memory().data() + place(0, f) + first);
    return rows;
}

void PathTable::put(std::size_t symbol, std::size_t figure, std::size_t first,
                    std::span<double const> values) {
    values_.put(place(symbol, figure) + first, values);
}

Sample PathTable::sample(std::size_t symbol, std::size_t figure,
                         std::function<void(std::size_t)> const& reading) const {
    return {shape_.paths_of(figure),
            [this, begin = place(symbol, figure), reading](
                std::size_t first, std::span<double> room) -> std::span<double const> {
                reading(room.size());
                if (auto const held = values_.in_memory(); !held.empty())
                    return held.subspan(begin + first, room.size());
                values_.get(begin + first, room);
                return room;
            }};
}

}  // namespace basicbot
