#pragma once
// A sample that need not be in memory: it is read from its beginning to its end, piece by piece, as often as
// is needed.

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <span>

namespace basicbot {

struct Sample {
    std::size_t size = 0;
    // Values [first, first + room.size()), copied into `room` or where they lie already.
    std::function<std::span<double const>(std::size_t first, std::span<double> room)> read;

    // Values [begin, end) alone.
    Sample part(std::size_t begin, std::size_t end) const {
        return {end - begin, [whole = read, begin](std::size_t first, std::span<double> room) {
                    return whole(begin + first, room);
                }};
    }
};

// Of values that outlive it.
inline Sample sample_of(std::span<double const> values) {
    return {values.size(), [values](std::size_t first, std::span<double> room) {
                return values.subspan(first, room.size());
            }};
}

inline constexpr std::size_t sample_piece = 8192;  // values: 64 KiB stay in the processor's cache

// Calls visit(values) for all pieces in order.
template <class Visit>
void for_each_piece(Sample const& sample, Visit const& visit) {
    std::array<double, sample_piece> room;
    for (std::size_t first = 0; first < sample.size; first += room.size())
        visit(sample.read(first, std::span(room).first(std::min(room.size(), sample.size - first))));
}

}  // namespace basicbot
