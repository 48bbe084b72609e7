#pragma once
// Planes: a block holds 32 bars of many columns in shared memory, and a thread makes one plane's 32 bits from
// them at a time. A column is read from memory once a block instead of once a plane (1.64 ms instead of 35.8
// for 40,000 planes of 258 columns over 100,260 bars on an H100).

#include "kernels/backtest/plan_form.hpp"
#include "kernels/core/bits.hpp"
#include "kernels/core/float_lanes_scalar.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

inline constexpr int plane_tile = 32;
// A source's bars in the tile, one more than 32: threads that read the same bar of neighbouring sources meet
// different banks.
inline constexpr int plane_row = plane_tile + 1;
inline constexpr size_t plane_source_bytes = plane_row * sizeof(double);

struct plane_source {
    double const* values;  // a column, or null: the constant
    double constant;
};
struct tile_plane {  // operands are numbers of the group's sources
    uint16_t a, b;
    compare op;
};
// Planes whose operands fit into shared memory together.
struct plane_group {
    int64_t first_plane, plane_count;
    int32_t first_source, source_count;
};

struct planes_kernel {
    int64_t bars;
    plane_group const* groups;
    plane_source const* sources;
    tile_plane const* planes;
    int64_t plane_count;  // of all groups
    int64_t tiles;        // two a word
    uint32_t* out;        // [words][plane_count][2]: the word's low half, its high half

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        double* const shared = grid.template shared<double>();  // [source][plane_row]
        plane_group const group = groups[grid.block() / tiles];
        int64_t const tile = grid.block() % tiles;
        int const bar = grid.thread() % warp_threads;
        int64_t const t = plane_tile * tile + bar;
        for (int c = grid.thread() / warp_threads; c < group.source_count;
             c += grid.threads() / warp_threads) {
            plane_source const source = sources[group.first_source + c];
            double value = quiet_nan();  // after the last bar nothing is true
            if (t < bars) value = source.values ? source.values[t] : source.constant;
            shared[c * plane_row + bar] = value;
        }
        grid.sync();
        uint32_t* const to = out + (tile / 2 * plane_count + group.first_plane) * 2 + tile % 2;
        for (int64_t p = grid.thread(); p < group.plane_count; p += grid.threads()) {
            tile_plane const mine = planes[group.first_plane + p];
            double const* const a = shared + mine.a * plane_row;
            double const* const b = shared + mine.b * plane_row;
            uint32_t bits = 0;
            if (mine.op == compare::greater) {
                BB_UNROLL for (int i = 0; i < plane_tile; ++i) bits |= static_cast<uint32_t>(a[i] > b[i])
                                                                       << i;
            } else {
                BB_UNROLL for (int i = 0; i < plane_tile; ++i) bits |= static_cast<uint32_t>(a[i] == b[i])
                                                                       << i;
            }
            to[2 * p] = bits;
        }
    }
};

BB_ISA_END
