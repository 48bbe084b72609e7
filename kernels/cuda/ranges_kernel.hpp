#pragma once
// The range tables of kernels/backtest/event_tables.hpp: runs of joins over segments of 2^k items, forwards
// in odd segments and backwards in even ones. One thread per segment.

#include "kernels/backtest/event_tables_build.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

struct log_close_kernel {
    double const* close;
    int64_t bars;
    int64_t* out;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        int64_t const t = global_thread(grid);
        if (t < bars) out[t] = round_to_int64(exact_log(close[t]) / log_quantum);
    }
};

// Segment `number` of `size` items: out[i] covers the segment's items up to i, or from i on.
template <class Item>
BB_HD void walk_segment(Item const& item, int64_t count, int64_t number, int64_t size, bool forwards,
                        log_range* out) {
    int64_t const first = number * size, last = (count - first < size ? count : first + size) - 1;
    int64_t i = forwards ? first : last;
    log_range range = item(i);
    out[i] = range;
    while (i != (forwards ? last : first)) {
        i += forwards ? 1 : -1;
        range = forwards ? join(range, item(i)) : join(item(i), range);
        out[i] = range;
    }
}

// Finds the level and the segment of a thread among levels of segments of 1, 2, 4, ... items; false: no such.
BB_HD bool find_segment(int64_t thread, int64_t count, int levels, int& level, int64_t& segment) {
    for (level = 0; level < levels; ++level) {
        int64_t const segments = (count + (int64_t{1} << level) - 1) >> level;
        if (thread < segments) {
            segment = thread;
            return true;
        }
        thread -= segments;
    }
    segment = thread;
    return false;
}
inline int64_t segments_of(int64_t count, int levels) {
    int64_t all = 0;
    for (int level = 0; level < levels; ++level) all += (count + (int64_t{1} << level) - 1) >> level;
    return all;
}

// in_block, then every block's prefix and suffix: segments_of(bars, range_levels) + 2 blocks threads.
struct bar_ranges_kernel {
    int64_t const* log_close;
    int64_t bars, block_count;
    log_range *in_block, *suffix, *prefix;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        auto const bar = [&](int64_t i) { return log_range{log_close[i], log_close[i], 0}; };
        int level;
        int64_t segment;
        if (find_segment(global_thread(grid), bars, range_levels, level, segment))
            walk_segment(bar, bars, segment, int64_t{1} << level, segment % 2 != 0, in_block + level * bars);
        else if (segment < 2 * block_count)
            walk_segment(bar, bars, segment / 2, range_block, segment % 2 == 0,
                         segment % 2 == 0 ? prefix : suffix);
    }
};

// The same over whole blocks: segments_of(block_count, levels) threads.
struct block_ranges_kernel {
    log_range const* suffix;
    int64_t block_count;
    int32_t levels;
    log_range* blocks;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        auto const block = [&](int64_t i) { return suffix[i * range_block]; };
        int level;
        int64_t segment;
        if (find_segment(global_thread(grid), block_count, levels, level, segment))
            walk_segment(block, block_count, segment, int64_t{1} << level, segment % 2 != 0,
                         blocks + level * block_count);
    }
};

BB_ISA_END
