#include "engine/cube/value_source.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace basicbot {

namespace {

std::size_t product(std::vector<std::size_t> const& extents) {
    return std::accumulate(extents.begin(), extents.end(), std::size_t{1}, std::multiplies<>());
}

}  // namespace

std::size_t ValueSource::size() const { return product(shape); }

std::vector<std::size_t> block_shape(std::vector<std::size_t> const& shape) {
    std::vector<std::size_t> block(shape.size(), 1);
    std::size_t room = block_values;
    for (std::size_t i = shape.size(); i-- > 0 && room > 1;) {
        block[i] = std::min(shape[i], room);
        // A block that cuts this axis does not reach over the next one: it would not lie together.
        room = block[i] < shape[i] ? 1 : room / block[i];
    }
    return block;
}

BlockPlace place_of_block(std::vector<std::size_t> const& shape, std::size_t first) {
    BlockPlace place{std::vector<std::size_t>(shape.size()), block_shape(shape)};
    for (std::size_t i = shape.size(); i-- > 0;) {
        place.start[i] = first % shape[i];
        first /= shape[i];
        place.count[i] = std::min(place.count[i], shape[i] - place.start[i]);
    }
    return place;
}

void for_each_block(std::vector<std::size_t> const& shape,
                    std::function<void(std::size_t first, std::size_t count)> const& visit) {
    std::size_t const size = product(shape);
    for (std::size_t first = 0; first < size;) {
        std::size_t const count = product(place_of_block(shape, first).count);
        visit(first, count);
        first += count;
    }
}

}  // namespace basicbot
