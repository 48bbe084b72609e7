#pragma once
// The values of a sample in ascending order where they are wanted, in bounded memory: counted into buckets,
// of which those that hold a wanted rank are gathered and sorted. A bucket that is too large is counted
// again by itself. Nothing but the sample and the ranks shows in what comes out.

#include <cstddef>
#include <functional>
#include <span>

#include "engine/stats/sample.hpp"

namespace basicbot {

// Ranks [first, last), 0 = the smallest value.
struct RankRange {
    std::size_t first, last;
};

inline constexpr std::size_t usual_gathered = std::size_t{1} << 21;  // values: 16 MiB
inline constexpr std::size_t least_gathered = 1024;

// Calls visit(rank, values) for runs of values in ascending order, values[0] being the one of that rank. The
// runs come in the order of their ranks, do not overlap, and hold at least the wanted ranks; `wanted` is
// ascending without overlaps. At most `gathered` values, at least least_gathered, are held at once. False,
// and no visit, where the sample has a NaN: it has no order then.
bool visit_sorted_runs(Sample const& sample, std::span<RankRange const> wanted, std::size_t gathered,
                       std::function<void(std::size_t rank, std::span<double const> values)> const& visit);

}  // namespace basicbot
