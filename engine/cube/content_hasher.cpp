#include "engine/cube/content_hasher.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <span>

namespace basicbot {

static_assert(std::endian::native == std::endian::little, "the canonical stream is little endian");

void ContentHasher::text(std::string const& value) {
    number(value.size());
    bytes(value.data(), value.size());
}

void ContentHasher::reals(std::span<double const> list) {
    std::array<double, 4096> block;
    for (std::size_t first = 0; first < list.size(); first += block.size()) {
        auto const part = list.subspan(first, std::min(block.size(), list.size() - first));
        std::transform(part.begin(), part.end(), block.begin(),
                       [](double x) { return x != x ? std::numeric_limits<double>::quiet_NaN() : x; });
        bytes(block.data(), part.size_bytes());
    }
}

void ContentHasher::values(std::vector<double> const& list) {
    tag('d');
    number(list.size());
    reals(list);
}

// The stream is that of the same values in a vector.
void ContentHasher::values(ValueSource const& source) {
    tag('d');
    number(source.size());
    std::vector<double> block;
    for_each_block(source.shape, [&](std::size_t first, std::size_t count) {
        block.resize(count);
        source.read(first, block);
        reals(block);
    });
}

void ContentHasher::values(std::vector<std::int64_t> const& list) {
    tag('i');
    number(list.size());
    bytes(list.data(), list.size() * sizeof(std::int64_t));
}

void ContentHasher::values(std::vector<std::string> const& list) {
    tag('s');
    number(list.size());
    for (auto const& item : list) text(item);
}

void ContentHasher::add(CubeAxis const& axis) {
    tag('A');
    for (auto const* part : {&axis.name, &axis.units, &axis.long_name, &axis.along}) text(*part);
    std::visit([this](auto const& list) { values(list); }, axis.values);
}

void ContentHasher::add(CubeVariable const& variable) {
    tag('V');
    for (auto const* part : {&variable.name, &variable.units, &variable.long_name}) text(*part);
    values(variable.axes);
    std::visit([this](auto const& list) { values(list); }, variable.values);
    number(variable.attributes.size());
    for (auto const& [name, value] : variable.attributes) {
        text(name);
        text(value);
    }
}

void ContentHasher::add_attribute(std::string const& name, std::string const& value) {
    tag('T');
    text(name);
    text(value);
}

std::string content_hash(Cube const& cube) {
    ContentHasher hasher;
    for (auto const& axis : cube.axes) hasher.add(axis);
    for (auto const& variable : cube.variables) hasher.add(variable);
    for (auto const& [name, value] : cube.attributes) hasher.add_attribute(name, value);
    return hasher.digest();
}

}  // namespace basicbot
