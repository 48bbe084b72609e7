#pragma once
// The extremes of any run of at most 64 bars of a tile, in two reads each: row k holds those of the 2^k bars
// from every bar on, and two such stretches cover a run (a sparse table; Bender and Farach-Colton 2000, The
// LCA problem revisited). With it the bar loop knows of a whole run of bars whether any of them can reach a
// level.

#include "kernels/core/bits.hpp"
#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

// Of lows, highs and closes.
struct bar_extremes {
    double low, high, least_close, most_close;
};

struct bar_ranges {
    static constexpr int levels = 7;   // runs of up to 2^6 bars
    static constexpr int beyond = 64;  // neutral bars behind the tile, so that building needs no test

    double* rows;   // [low, high, least, most close][level][room]
    int64_t room;   // bars of a tile + beyond
    int64_t begin;  // first bar of the tile

    static constexpr int64_t doubles(int64_t tile_bars) { return 4 * levels * (tile_bars + beyond); }

    BB_HD double* row(int quantity, int level) const { return rows + (quantity * levels + level) * room; }

    // Sets the table to the bars from `begin` to before `end`, as far as there is room.
    template <class L>
    void build(int64_t end, double const* lows, double const* highs, double const* closes) const {
        fill<L>(0, end, lows, true);
        fill<L>(1, end, highs, false);
        fill<L>(2, end, closes, true);
        fill<L>(3, end, closes, false);
    }

    // Of bars [t, end), 1 to 64 of them, all in the tile.
    BB_HD bar_extremes over(int64_t t, int64_t end) const {
        int const level = 63 - leading_zeros(static_cast<uint64_t>(end - t));
        int64_t const a = t - begin, b = end - begin - (int64_t{1} << level);
        auto const least = [&](int q) {
            double const* const r = row(q, level);
            return r[a] < r[b] ? r[a] : r[b];
        };
        auto const most = [&](int q) {
            double const* const r = row(q, level);
            return r[a] > r[b] ? r[a] : r[b];
        };
        return {least(0), most(1), least(2), most(3)};
    }

  private:
    template <class L>
    void fill(int quantity, int64_t end, double const* prices, bool least) const {
        double const neutral = least ? infinity() : -infinity();
        int64_t const bars = room - beyond;
        for (int level = 0; level < levels; ++level) {
            double* const here = row(quantity, level);
            if (level == 0) {
                for (int64_t i = 0; i < bars; ++i) here[i] = begin + i < end ? prices[begin + i] : neutral;
            } else {
                double const* const below = row(quantity, level - 1);
                for (int64_t i = 0; i < bars; i += L::width) {
                    auto const a = L::load(below + i), b = L::load(below + i + (1 << (level - 1)));
                    L::store(here + i, least ? min_of(a, b) : max_of(a, b));
                }
            }
            for (int64_t i = bars; i < room; ++i) here[i] = neutral;
        }
    }
};

BB_ISA_END
