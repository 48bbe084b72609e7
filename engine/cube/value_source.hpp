#pragma once
// Values that need not be in memory all at once: they are asked for block by block. A block is a chunk of the
// variable in its file, and lies together in row-major order.

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace basicbot {

struct ValueSource {
    std::vector<std::size_t> shape;  // one extent per axis
    // Copies values [first, first + out.size()); these are a block, as for_each_block names them.
    std::function<void(std::size_t first, std::span<double> out)> read;

    std::size_t size() const;
};

inline constexpr std::size_t block_values = 131072;  // 1 MiB: the unit of checksums and of partial reads

// Extents of a block: whole trailing axes as far as they fit.
std::vector<std::size_t> block_shape(std::vector<std::size_t> const& shape);

// Calls visit(first, count) for all blocks, in the order of their values.
void for_each_block(std::vector<std::size_t> const& shape,
                    std::function<void(std::size_t first, std::size_t count)> const& visit);

// Where the block that begins at `first` lies: its first index and its extent on every axis.
struct BlockPlace {
    std::vector<std::size_t> start, count;
};
BlockPlace place_of_block(std::vector<std::size_t> const& shape, std::size_t first);

}  // namespace basicbot
