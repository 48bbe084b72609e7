#include "engine/cube/cube_room.hpp"

#include <string>
#include <variant>
#include <vector>

namespace basicbot {

namespace {

// Upper bounds, for the room that is asked for: headers of a dataset with its attributes and its chunks'
// index.
constexpr std::uint64_t object_bytes = 8192, block_bytes = 64;

template <class Values>
std::uint64_t bytes_of(Values const& values) {
    return values.size() * sizeof(double);
}
std::uint64_t bytes_of(std::vector<std::string> const& texts) {
    std::uint64_t bytes = 0;
    for (auto const& text : texts) bytes += text.size() + 48;  // and its place in a heap
    return bytes;
}

}  // namespace

std::uint64_t room_for(Cube const& cube) {
    std::uint64_t bytes = object_bytes;
    for (auto const& [name, value] : cube.attributes) bytes += 2 * (name.size() + value.size()) + 512;
    auto const add = [&](auto const& object) {
        std::uint64_t const own =
            std::visit([](auto const& values) { return bytes_of(values); }, object.values);
        bytes += object_bytes + own + own / (block_values * sizeof(double)) * block_bytes;
    };
    for (auto const& axis : cube.axes) add(axis);
    for (auto const& variable : cube.variables) add(variable);
    return bytes;
}

}  // namespace basicbot
