#pragma once
// Windowed entries with a lane for every stretch of the series: lane i walks over bars that lie i stretches
// behind those of lane 0, one parameter set after the other. What such an entry holds from a restart
// (kernels/core/rolling.hpp) on is a function of that window alone, so a lane begins at a restart, with as
// much of a walk before it as the entry's memory reaches, and nothing of the cut shows in the values.
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

// The same where no value is repeated as often as the window is long.
template <class L>
struct lively_lane_bars : lane_bars<L> {
    static constexpr bool never_flat = true;  // asked for by kernels/core/rolling.hpp
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

// E looks out for windows of equal values.
template <class E, class L>
constexpr bool looks_for_flat_windows() {
    return requires(typename E::template state<L> & s) { s.run.covers(s.window); };
}

// Where the lanes are: `stretch` bars each from bar `begin` on, and what they read before it.
template <class E, class L>
class stretched_walk {
    using real = typename L::real;
    static constexpr int P = param_count_of<E>(), K = input_count_of<E>(), O = output_count_of<E>();
    static constexpr int64_t unit = rolling_restart, longest_reach = 512, longest_stretch = 1024;

  public:
    // All parameter sets over the whole series, or false where it is too short to be cut or a window too
    // long. head(view): does the same over the few bars of a shorter series.
    template <class Head>
    static bool run(series_view const& in, double const* params, int lanes, double* const* out, Head head) {
        int64_t reach = 0;
        for (int i = 0; i < lanes; ++i) {
            int64_t const own = E::memory(params + i * P);
            reach = own > reach ? own : reach;
        }
        int64_t const first = whole(in.begin + reach, unit);  // the first restart with every window full
        if (reach > longest_reach || in.size - first < 2 * whole(reach, unit) * L::width) return false;
        series_view before = in;
        before.size = first;
        head(before);
        stretched_walk walk(in, reach);
        for (walk.begin_ = first; walk.begin_ < in.size; walk.begin_ += L::width * walk.stretch_) {
            int64_t const share = whole((in.size - walk.begin_ + L::width - 1) / L::width, unit);
            walk.stretch_ = share < longest_stretch ? share : longest_stretch;
            walk.load(lanes);
            for (int i = 0; i < lanes; ++i) walk.one_set(params + i * P, out + i * O);
        }
        return true;
    }

  private:
    stretched_walk(series_view const& in, int64_t reach) : in_(in), before_(whole(2 * reach, tile_bars)) {}

    // From two reaches before the first bar on: a walk that begins one reach earlier drops the windows of
    // bars before. Bars that the series has not are 0, 1, ... 7, which is no run; nothing is left of them at
    // the first restart, and nobody is told what comes of those behind its end.
    void load(int lanes) {
        int64_t const from = begin_ - before_, to = begin_ + stretch_;
        for (int k = 0; k < K; ++k) {
            for (int64_t t = from; t < to; t += tile_bars) {
                double const* of_lane[L::width];
                double cut[L::width][tile_bars];
                for (int i = 0; i < L::width; ++i) of_lane[i] = eight(in_.x[k], t + i * stretch_, cut[i]);
                transpose_runs(L{}, of_lane, 0, bars_[k] + (t - from));
            }
        }
        if constexpr (looks_for_flat_windows<E, L>()) {
            longest_run_ = real(static_cast<double>(longest_reach));
            if (lanes > 2) measure_runs(to - from);  // it costs as much as looking out in one walk
        }
    }

    // The longest run of equal values of each lane; those before the first bar may make it longer.
    void measure_runs(int64_t bars) {
        real const one(1.0);
        real run = one;
        longest_run_ = one;
        for (int64_t t = 1; t < bars; ++t) {
            run = select(bars_[0][t] == bars_[0][t - 1], run + one, one);
            longest_run_ = max_of(longest_run_, run);
        }
    }

    // One parameter set. Windows hold at least all but one of the bars that the entry remembers.
    void one_set(double const* params, double* const* out) {
        if constexpr (looks_for_flat_windows<E, L>()) {
            if (!any(longest_run_ >= real(static_cast<double>(E::memory(params) - 1))))
                return walk_over<lively_lane_bars<L>>(params, out);
        }
        walk_over<lane_bars<L>>(params, out);
    }

    // The bars from t on, where they are or, with what is missing, in `cut`.
    double const* eight(double const* x, int64_t t, double* cut) const {
        if (in_.begin <= t && t + tile_bars <= in_.size) return x + t;
        for (int64_t b = 0; b < tile_bars; ++b)
            cut[b] = in_.begin <= t + b && t + b < in_.size ? x[t + b] : static_cast<double>(b);
        return cut;
    }

    // How many of lane i's eight bars from t on there are; of one lane at most it is between 0 and 8.
    int64_t left(int64_t t, int64_t i) const {
        int64_t const bars = in_.size - (t + i * stretch_);
        return bars < 0 ? 0 : bars < tile_bars ? bars : tile_bars;
    }

    template <class X>
    void walk_over(double const* params, double* const* out) {
        input_view<X> apart;
        apart.begin = in_.begin;
        apart.size = in_.size;
        for (int k = 0; k < K; ++k) {
            apart.x[k].bars = bars_[k];
            apart.x[k].first = begin_ - before_;
        }
        real p[P > 0 ? P : 1];
        for (int k = 0; k < P; ++k) p[k] = real(params[k]);
        typename E::template state<L> state;
        E::template start<L>(state, p);
        // What the state is made of: nothing is older than a restart but runs of equal values.
        constexpr bool begins_at_restart = requires { X::never_flat; };
        int64_t t = begins_at_restart ? begin_ : begin_ - E::memory(params);
        real unused[O];
        for (; t < begin_; ++t) E::template step<L>(state, p, apart, t, unused);
        real rows[O][tile_bars];
        for (int64_t tile = begin_ / tile_bars; tile < (begin_ + stretch_) / tile_bars; ++tile) {
            t = tile * tile_bars;  // only the first of eight bars can be one at which sums are made afresh
#pragma GCC unroll 8
            for (int b = 0; b < tile_bars; ++b) {
                real value[O];
                E::template step<L>(state, p, apart, t + b, value);
                for (int k = 0; k < O; ++k) rows[k][b] = value[k];
            }
            for (int k = 0; k < O; ++k) {
                if (out[k] == nullptr) continue;
                make_canonical<L>(rows[k]);
                store(rows[k], t, out[k]);
            }
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
    int64_t before_, begin_ = 0, stretch_ = 0;  // before_: bars in front of the first, whole tiles
    real longest_run_;
    real bars_[K][2 * longest_reach + longest_stretch];
};

BB_ISA_END
