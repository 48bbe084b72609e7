#pragma once
// Windowed entries with a lane for every stretch of the series: lane i walks over bars that lie i stretches
// behind those of lane 0, one parameter set after the other. What such an entry holds at a bar is a function
// of the bars since the window before the last restart (kernels/core/rolling.hpp), so a lane begins its walk
// that much earlier, and nothing of the cut shows in the values.
//
// The bars of all lanes stand side by side, transposed once for all parameter sets, so that a bar and the one
// that leaves the window are plain loads.

#include "cpu_fallback/columns_tile.hpp"
#include "kernels/core/entry_traits.hpp"
#include "kernels/core/rolling.hpp"

BB_ISA_BEGIN

// A series as the lanes read it: x[t] is bar t of lane 0 and, i stretches later, that of lane i. All lanes
// have one window, and it is full.
template <class L>
struct lane_bars {
    static constexpr bool one_full_window = true;  // asked for by kernels/core/rolling.hpp
    typename L::real const* bars;                  // from bar `first` on
    int64_t first;

    BB_HD typename L::real operator[](int64_t t) const { return bars[t - first]; }
};

template <class L>
BB_HD typename L::real past(lane_bars<L> const& x, int64_t s) {
    return x[s];
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

// Where the lanes are: `stretch` bars each from bar `begin` on, and what they read before it.
template <class E, class L>
class stretched_walk {
    using real = typename L::real;
    static constexpr int P = param_count_of<E>(), K = input_count_of<E>(), O = output_count_of<E>();
    static constexpr int64_t unit = rolling_restart, longest_reach = 512, longest_stretch = 1024;

    static int64_t whole(int64_t bars) { return (bars + unit - 1) / unit * unit; }
    static int64_t reach_of(double const* p) { return whole(E::memory(p)); }

  public:
    // All parameter sets over the whole series, or false where it is too short to be cut or a window too
    // long. head(view): does the same over the few bars of a shorter series.
    template <class Head>
    static bool run(series_view const& in, double const* params, int lanes, double* const* out, Head head) {
        int64_t reach = 0;
        for (int i = 0; i < lanes; ++i) {
            int64_t const own = reach_of(params + i * P);
            reach = own > reach ? own : reach;
        }
        int64_t const first = whole(in.begin + reach + 1) + reach;
        if (reach > longest_reach || in.size - first < 2 * reach * L::width) return false;
        series_view before = in;
        before.size = first;
        head(before);
        stretched_walk walk(in, reach);
        for (walk.begin_ = first; walk.begin_ < in.size; walk.begin_ += L::width * walk.stretch_) {
            int64_t const share = whole((in.size - walk.begin_ + L::width - 1) / L::width);
            walk.stretch_ = share < longest_stretch ? share : longest_stretch;
            walk.load();
            for (int i = 0; i < lanes; ++i) walk.one(params + i * P, out + i * O);
        }
        return true;
    }

  private:
    stretched_walk(series_view const& in, int64_t reach) : in_(in), reach_(reach) {}

    // Two reaches before the first bar: a walk that begins one reach earlier has a window behind it. Bars
    // behind the last one are 0; nobody is told what comes of them.
    void load() {
        int64_t const from = begin_ - 2 * reach_, to = begin_ + stretch_;
        for (int k = 0; k < K; ++k) {
            for (int64_t t = from; t < to; t += tile_bars) {
                double const* of_lane[L::width];
                double cut[tile_bars] = {}, none[tile_bars] = {};
                for (int i = 0; i < L::width; ++i) {
                    int64_t const there = left(t, i);
                    double const* const x = in_.x[k] + (there > 0 ? t + i * stretch_ : 0);
                    of_lane[i] = there == tile_bars ? x : there == 0 ? none : cut;
                    for (int64_t b = 0; there < tile_bars && b < there; ++b) cut[b] = x[b];
                }
                transpose_runs(L{}, of_lane, 0, bars_[k] + (t - from));
            }
        }
    }

    // How many of lane i's eight bars from t on there are; of one lane at most it is between 0 and 8.
    int64_t left(int64_t t, int64_t i) const {
        int64_t const bars = in_.size - (t + i * stretch_);
        return bars < 0 ? 0 : bars < tile_bars ? bars : tile_bars;
    }

    void one(double const* params, double* const* out) {
        input_view<lane_bars<L>> apart;
        apart.begin = in_.begin;
        apart.size = in_.size;
        for (int k = 0; k < K; ++k) apart.x[k] = {bars_[k], begin_ - 2 * reach_};
        real p[P > 0 ? P : 1];
        for (int k = 0; k < P; ++k) p[k] = real(params[k]);
        typename E::template state<L> state;
        E::template start<L>(state, p);
        int64_t t = begin_ - reach_of(params);
        real unused[O];
        for (; t < begin_; ++t) E::template step<L>(state, p, apart, t, unused);  // what the state is made of
        real rows[O][tile_bars];
        for (int64_t tile = begin_ / tile_bars; tile < (begin_ + stretch_) / tile_bars; ++tile) {
            t = tile * tile_bars;  // only the first of eight bars can be one at which sums are made afresh
#pragma GCC unroll 8
            for (int b = 0; b < tile_bars; ++b) {
                real value[O];
                E::template step<L>(state, p, apart, t + b, value);
                for (int k = 0; k < O; ++k)
                    rows[k][b] = select(value[k] == value[k], value[k], real(quiet_nan()));
            }
            for (int k = 0; k < O; ++k)
                if (out[k] != nullptr) store(rows[k], t, out[k]);
        }
    }

    void store(real const* rows, int64_t t, double* out) const {
        double* to[L::width];
        for (int64_t i = 0; i < L::width; ++i) {
            int64_t const there = left(t, i);
            double* const own = out + (there > 0 ? t + i * stretch_ : 0);
            to[i] = there == tile_bars ? own : nullptr;
            for (int64_t b = 0; there < tile_bars && b < there; ++b) {
                double v[L::width];
                L::store(v, rows[b]);
                own[b] = v[i];
            }
        }
        store_tile<L>(rows, to);
    }

    series_view const& in_;
    int64_t reach_, begin_ = 0, stretch_ = 0;
    real bars_[K][2 * longest_reach + longest_stretch];
};

BB_ISA_END
