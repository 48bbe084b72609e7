#pragma once
// Columns: one thread per (parameter set, stretch of bars). Most entries remember all bars before; they have
// one stretch. An entry that says how far its memory reaches is cut: a thread begins that much earlier, at a
// bar divisible by 64 where rolling sums are made afresh (kernels/core/rolling.hpp), and finds the state that
// a walk from the first bar would have.

#include "kernels/core/entry_traits.hpp"
#include "kernels/core/lanes_scalar.hpp"
#include "kernels/core/rolling.hpp"
#include "kernels/cuda/grid.hpp"

BB_ISA_BEGIN

// A block's threads collect 32 bars of each of their columns in shared memory, then write them
// bar-contiguous, so that stores to global memory are whole lines although every thread owns one column.
inline constexpr int column_threads = warp_threads;
inline constexpr int column_tile = 32;

// Entry E can be cut: it has no state, or it declares `memory(p)`, the bars before t (rounded down to a bar
// divisible by 64) from which on its state at t does not depend on where it was started.
template <class E>
constexpr bool is_cuttable() {
    return __is_empty(typename walk_of<E>::template state<scalar_lanes>) || requires(double const* p) {
        E::memory(p);
    };
}
template <class E>
constexpr int64_t memory_of(double const* p) {
    if constexpr (requires { E::memory(p); }) {
        return E::memory(p);
    } else {
        return 0;
    }
}

template <class E>
struct columns_kernel {
    series_view in;
    double const* params;  // [lanes][parameters]
    int32_t lanes;
    double* const* out;  // [lanes][outputs], null = not wanted
    int64_t stretch;     // bars of a thread, a multiple of 64; the series' length where it is not cut

    static constexpr int shared_bytes = output_count_of<E>() * column_threads * (column_tile + 1) * 8;

    template <class Grid>
    BB_HD void operator()(Grid& grid) const {
        constexpr int P = param_count_of<E>(), O = output_count_of<E>();
        double* const tile = grid.template shared<double>();  // [O][thread][column_tile + 1]
        int64_t const lane_blocks = (lanes + column_threads - 1) / column_threads;
        int64_t const block_lane = grid.block() % lane_blocks * column_threads;
        int64_t const lane = block_lane + grid.thread();
        int64_t const from = grid.block() / lane_blocks * stretch;
        int64_t const to = in.size - from < stretch ? in.size : from + stretch;
        double p[P > 0 ? P : 1];
        for (int k = 0; k < P; ++k) p[k] = params[(lane < lanes ? lane : lanes - 1) * P + k];
        int64_t const first = in.begin + E::warmup(p);
        using walk = walk_of<E>;
        typename walk::template state<scalar_lanes> state;
        walk::template start<scalar_lanes>(state, p);
        if constexpr (is_cuttable<E>()) {
            int64_t const reach = from - memory_of<E>(p);
            int64_t t = reach > 0 ? reach - reach % rolling_restart : 0;
            double unused[O];
            for (t = t > in.begin ? t : in.begin; t < from; ++t)
                walk::template step<scalar_lanes>(state, p, in, t, unused);
        }
        for (int64_t t0 = from; t0 < to; t0 += column_tile) {
            int const bars = to - t0 < column_tile ? static_cast<int>(to - t0) : column_tile;
            for (int b = 0; b < bars; ++b) {
                double value[O];
                for (int k = 0; k < O; ++k) value[k] = quiet_nan();
                if (t0 + b >= in.begin) walk::template step<scalar_lanes>(state, p, in, t0 + b, value);
                for (int k = 0; k < O; ++k)
                    tile[(k * column_threads + grid.thread()) * (column_tile + 1) + b] =
                        t0 + b < first ? quiet_nan() : canonical(value[k]);
            }
            grid.sync();
            for (int k = 0; k < O; ++k)
                for (int row = 0; row < grid.threads() && block_lane + row < lanes; ++row) {
                    double* const column = out[(block_lane + row) * O + k];
                    int const b = grid.thread();
                    if (column && b < bars)
                        column[t0 + b] = tile[(k * column_threads + row) * (column_tile + 1) + b];
                }
            grid.sync();
        }
    }
};

BB_ISA_END
