#pragma once
// Running totals (kernels/core/running_total.hpp) with a lane for every block of eight bars: the terms of
// eight consecutive bars are one load, transposed so that the blocks' sums grow side by side. What is left to
// do one after the other is one addition a block.

#include "cpu_fallback/columns_tile.hpp"
#include "kernels/core/entry_traits.hpp"
#include "kernels/core/running_total.hpp"

BB_ISA_BEGIN

template <class E, class L>
constexpr bool is_running_total() {
    return L::width > 1 && requires(bars_at<L> const& at) { E::template term<L>(at); };
}

// E's column from in.begin on.
template <class E, class L>
void run_total(series_view const& in, double* out) {
    using real = typename L::real;
    static_assert(running_total::block == tile_bars);
    constexpr int64_t span = tile_bars * L::width;
    typename E::template state<scalar_lanes> state;
    E::template start<scalar_lanes>(state, nullptr);
    auto const one_by_one = [&](int64_t t, int64_t end) {
        for (; t < end; ++t) {
            double value;
            E::template step<scalar_lanes>(state, nullptr, in, t, &value);
            out[t] = canonical(value);
        }
    };
    int64_t t = (in.begin / tile_bars + 1) * tile_bars;  // behind the first bar, which is another's
    if (t > in.size) t = in.size;
    one_by_one(in.begin, t);
    running_total& total = state.total;
    for (; t + span <= in.size; t += span) {
        double terms[span], sums[L::width], before[L::width];
        double const* of_block[L::width];
        double* to[L::width];
        for (int i = 0; i < tile_bars; ++i)
            L::store(terms + i * L::width, E::template term<L>(bars_at<L>{in, t + i * L::width}));
        for (int i = 0; i < L::width; ++i) {
            of_block[i] = terms + i * tile_bars;
            to[i] = out + t + i * tile_bars;
        }
        real rows[tile_bars];
        transpose_runs(L{}, of_block, 0, rows);
        for (int b = 1; b < tile_bars; ++b) rows[b] = rows[b - 1] + rows[b];
        L::store(sums, rows[tile_bars - 1]);
        for (int i = 0; i < L::width; ++i) {
            before[i] = total.before = total.before + total.since;
            total.since = sums[i];
        }
        for (int b = 0; b < tile_bars; ++b) rows[b] = L::load(before) + rows[b];
        make_canonical<L>(rows);
        store_tile<L>(rows, to);
    }
    one_by_one(t, in.size);
}

BB_ISA_END
