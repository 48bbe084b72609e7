#pragma once
// One parameter set of a windowed entry with a lane for every stretch of the series: lane i walks over bars
// that lie i stretches behind those of lane 0. What such an entry holds at a bar is a function of the bars
// since the window before the last restart (kernels/core/rolling.hpp), so a lane begins its walk that much
// earlier, and nothing of the cut shows in the values.

#include "cpu_fallback/columns_tile.hpp"
#include "kernels/core/entry_traits.hpp"
#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

// A series as the lanes read it (past(), gathered() and load_runs() as in kernels/core/rolling.hpp). x[t] is
// for the eight bars that were loaded last, and the one before them.
template <class L>
struct lane_bars {
    using real = typename L::real;
    double const* of_lane[L::width];  // bar t of lane i is of_lane[i][t]
    int64_t first;                    // of the eight bars
    real rows[1 + tile_bars];         // bar first - 1, then the eight

    BB_HD real operator[](int64_t t) const { return rows[1 + (t - first)]; }
    BB_HD void load(int64_t t) {
        rows[0] = rows[tile_bars];
        first = t;
        transpose_runs(L{}, of_lane, t, rows + 1);
    }
};

template <class L>
BB_HD typename L::real past(lane_bars<L> const& x, int64_t s) {
    double v[L::width];
    for (int i = 0; i < L::width; ++i) v[i] = x.of_lane[i][s];
    return L::load(v);
}
template <class L>
BB_HD typename L::real gathered(L, lane_bars<L> const& x, typename L::word at) {
    uint64_t bar[L::width];
    double v[L::width];
    L::store_word(bar, at);
    for (int i = 0; i < L::width; ++i) v[i] = x.of_lane[i][bar[i]];
    return L::load(v);
}
// All lanes have one window, so that their bars are equally far behind.
template <class L>
BB_HD void load_runs(L, lane_bars<L> const& x, typename L::word bar, typename L::real* rows) {
    uint64_t at[L::width];
    L::store_word(at, bar);
    transpose_runs(L{}, x.of_lane, static_cast<int64_t>(at[0]), rows);
}

// E can be walked in stretches: it says how far its memory reaches, and reads its inputs in a way that lets
// the lanes be apart.
template <class E, class L>
constexpr bool has_stretches() {
    if constexpr (L::width == 1 || !requires(double const* p) { E::memory(p); }) {
        return false;
    } else {
        return requires(typename E::template state<L> & s, typename L::real * r,
                        input_view<lane_bars<L>> const& in) {
            E::template step<L>(s, r, in, int64_t{0}, r);
        };
    }
}

// One parameter set over the whole series, or false where it is too short to be cut. `plain` is the same
// entry's function for single lanes: it does the begin and the last bars.
template <class E, class L, class Plain>
bool run_stretches(series_view const& in, double const* params, double* const* out, Plain plain) {
    using real = typename L::real;
    constexpr int P = param_count_of<E>(), K = input_count_of<E>(), O = output_count_of<E>();
    constexpr int64_t unit = rolling_restart, longest_reach = 1024;
    auto const whole = [](int64_t bars) { return (bars + unit - 1) / unit * unit; };
    int64_t const reach = whole(E::memory(params));
    int64_t const begin = whole(in.begin + reach + 1) + reach;
    int64_t const stretch = (in.size - begin) / L::width / unit * unit;
    if (reach > longest_reach || stretch < 2 * reach) return false;

    series_view head = in;
    head.size = begin;
    plain(&head, params, 1, out);

    input_view<lane_bars<L>> apart;
    apart.begin = in.begin;
    apart.size = in.size;
    for (int k = 0; k < K; ++k) {
        for (int i = 0; i < L::width; ++i) apart.x[k].of_lane[i] = in.x[k] + i * stretch;
        for (real& row : apart.x[k].rows) row = real(0.0);
    }
    real p[P > 0 ? P : 1];
    for (int k = 0; k < P; ++k) p[k] = real(params[k]);
    typename E::template state<L> state;
    E::template start<L>(state, p);
    real rows[O][tile_bars];
    for (int64_t t = begin - reach; t < begin + stretch; t += tile_bars) {
        for (int k = 0; k < K; ++k) apart.x[k].load(t);
        for (int b = 0; b < tile_bars; ++b) {
            real value[O];
            E::template step<L>(state, p, apart, t + b, value);
            for (int k = 0; k < O; ++k)
                rows[k][b] = select(value[k] == value[k], value[k], real(quiet_nan()));
        }
        if (t < begin) continue;  // what the state is made of
        for (int k = 0; k < O; ++k) {
            if (out[k] == nullptr) continue;
            double* to[L::width];
            for (int i = 0; i < L::width; ++i) to[i] = out[k] + t + i * stretch;
            store_tile<L>(rows[k], to);
        }
    }

    // The last bars, less than a unit a lane: a short series of their own that begins early enough.
    int64_t const done = begin + L::width * stretch, from = done - 2 * reach;
    double rest[O][2 * longest_reach + (L::width + 1) * unit];
    double* to[O];
    series_view tail = in;
    tail.begin = 0;
    tail.size = in.size - from;
    for (int k = 0; k < K; ++k) tail.x[k] = in.x[k] + from;
    for (int k = 0; k < O; ++k) to[k] = out[k] == nullptr ? nullptr : rest[k];
    plain(&tail, params, 1, to);
    for (int k = 0; k < O; ++k) {
        for (int64_t t = done; out[k] != nullptr && t < in.size; ++t) out[k][t] = rest[k][t - from];
    }
    return true;
}

BB_ISA_END
