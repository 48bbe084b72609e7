#pragma once
// Catalogue entries compiled for one instruction set: generated sources include some entries, then this file,
// and write BB_COLUMNS_OF(entry) for each. They are compiled with BB_ISA (namespace) and BB_ISA_NAME (plain,
// avx2, avx512). Each entry becomes one plain function,
//   extern "C" void bb_columns_<entry>_<isa>(series_view const* in, double const* params, int32_t lanes,
//                                            double* const* out)
// params is [lanes][parameters], out is [lanes][outputs] of columns of in->size values, null = not wanted. A
// column is NaN before begin + warm-up; every NaN it holds is the one of kernels/core/bits.hpp. Columns must
// not overlap the inputs. No allocation, no exception, no shared state: calls may run side by side.

#include "cpu_fallback/columns_tile.hpp"
#include "cpu_fallback/isa_names.hpp"
#include "cpu_fallback/lane_bars.hpp"
#include "cpu_fallback/running_totals.hpp"
#include "cpu_fallback/window_deviations.hpp"
#include "cpu_fallback/window_extremes.hpp"
#include "kernels/core/entry_traits.hpp"

BB_ISA_BEGIN

// The bars of one parameter set before its first value.
template <class E>
void leading_nans(series_view const& in, double const* p, double* const* to) {
    int64_t first = in.begin + E::warmup(p);
    if (first > in.size) first = in.size;
    for (int k = 0; k < output_count_of<E>(); ++k)
        for (int64_t t = 0; to[k] != nullptr && t < first; ++t) to[k][t] = quiet_nan();
}

// Up to L::width parameter sets in one register of lanes; an incomplete group repeats its last set.
template <class E, class L>
void run_group(series_view const in, double const* params, int lanes, double* const* out) {
    using real = typename L::real;
    constexpr int P = param_count_of<E>();
    constexpr int O = output_count_of<E>();
    real p[P > 0 ? P : 1];
    for (int k = 0; k < P; ++k) {
        double v[L::width];
        for (int i = 0; i < L::width; ++i) v[i] = params[(i < lanes ? i : lanes - 1) * P + k];
        p[k] = L::load(v);
    }
    double* to[O][L::width];
    for (int k = 0; k < O; ++k) {
        for (int i = 0; i < L::width; ++i) to[k][i] = i < lanes ? out[i * O + k] : nullptr;
    }

    typename E::template state<L> state;
    E::template start<L>(state, p);
    real rows[O][tile_bars];
    auto const bar = [&](int64_t t, int b) __attribute__((always_inline)) {
        real value[O];
        E::template step<L>(state, p, in, t, value);
        for (int k = 0; k < O; ++k) rows[k][b] = value[k];
    };
    int64_t t = in.begin;
    for (; t + tile_bars <= in.size; t += tile_bars) {
        for (int b = 0; b < tile_bars; ++b) bar(t + b, b);
        for (int k = 0; k < O; ++k) {
            make_canonical<L>(rows[k]);
            double* at[L::width];
            for (int i = 0; i < L::width; ++i) at[i] = to[k][i] == nullptr ? nullptr : to[k][i] + t;
            store_tile<L>(rows[k], at);
        }
    }
    for (; t < in.size; ++t) {  // the last bars one by one
        bar(t, 0);
        for (int k = 0; k < O; ++k) {
            double v[L::width];
            L::store(v, rows[k][0]);
            for (int i = 0; i < L::width; ++i) {
                if (to[k][i] != nullptr) to[k][i][t] = canonical(v[i]);
            }
        }
    }

    for (int i = 0; i < lanes; ++i)  // over whatever the warm-up wrote
        leading_nans<E>(in, params + i * P, out + i * O);
}

// One parameter set of an entry in the bar form, from bar t as far as whole registers of bars go; gives the
// next bar. From the second register on bars begin at multiples of their number: columns do so on cache
// lines, and a register that lies across two of them is two accesses. The first bars of the second may be
// worked out twice.
template <class E, class L>
int64_t run_bars(series_view const& in, int64_t t, double const* params, double* const* to) {
    constexpr int P = param_count_of<E>();
    double p[P > 0 ? P : 1] = {};  // of our own: no store changes them
    for (int k = 0; k < P; ++k) p[k] = params[k];
    for (; t + L::width <= in.size; t = (t / L::width + 1) * L::width) {
        typename L::real value[output_count_of<E>()];
        E::template value<L>(bars_at<L>{in, t}, p, value);
        for (int k = 0; k < output_count_of<E>(); ++k) {
            if (to[k] == nullptr) continue;
            auto const defined = value[k] == value[k];
            L::store(to[k] + t, select(defined, value[k], typename L::real(quiet_nan())));
        }
    }
    return t;
}

// One parameter set of an entry in the bar form over bars [t, in.size).
template <class E, class L>
void run_all_bars(series_view const& in, int64_t t, double const* p, double* const* to) {
    run_bars<E, scalar_lanes>(in, run_bars<E, L>(in, t, p, to), p, to);
}

// E's parameters with which it has the bar form as well (kernels/core/entry.hpp).
template <class E>
constexpr bool has_short_form() {
    return requires(double const* p) { E::is_short(p); };
}
// Bars, the parameter that makes the form short, is a constant: the compiler writes the few bars out.
template <class E, int Bars>
struct short_form : E {
    template <class L>
    static void value(bars_at<L> const& at, double const* p, typename L::real* out) {
        double own[param_count_of<E>()] = {Bars};
        for (int k = 1; k < param_count_of<E>(); ++k) own[k] = p[k];
        E::template short_value<L>(at, own, out);
    }
};

// One parameter set in the bar form.
template <class E, class L>
void run_bar_form(series_view const& in, double const* p, double* const* to) {
    leading_nans<E>(in, p, to);
    run_all_bars<E, L>(in, in.begin + E::warmup(p), p, to);
}

// The same for parameters with which E is short.
template <class E, class L, int Bars = 1>
void run_short_form(series_view const& in, double const* p, double* const* to) {
    if constexpr (Bars < short_window) {
        if (p[0] != Bars) return run_short_form<E, L, Bars + 1>(in, p, to);
    }
    run_bar_form<short_form<E, Bars>, L>(in, p, to);
}

// All parameter sets of an entry in the walk form.
template <class E, class L>
void run_walks(series_view const& in, double const* params, int32_t lanes, double* const* out) {
    auto const groups = [&](series_view const& view) {
        for (int32_t first = 0; first < lanes; first += L::width) {
            int32_t const left = lanes - first;
            run_group<E, L>(view, params + int64_t{first} * param_count_of<E>(),
                            left < L::width ? left : L::width, out + int64_t{first} * output_count_of<E>());
        }
    };
    if constexpr (has_stretches<E, L>()) {
        if (stretched_walk<E, L>::run(in, params, lanes, out, groups)) return;
    }
    groups(in);
}

// All parameter sets: one after the other, or one register of lanes after the other.
template <class E>
void run_columns(series_view const& in, double const* params, int32_t lanes, double* const* out) {
    using L = native_lanes;
    constexpr int P = param_count_of<E>(), O = output_count_of<E>();
    if constexpr (requires { E::shared_by_lanes; }) {
        if (share_extremes<L, E::shared_by_lanes>(in, params, P, lanes, out)) return;
    }
    if constexpr (is_of_deviation<E, L>()) {
        for (int32_t first = 0; first < lanes; first += L::width) {
            int32_t const left = lanes - first;
            double const* const p = params + static_cast<int64_t>(first) * P;
            share_deviations<E, L>(in, p, P, left < L::width ? left : L::width, out + first,
                                   [&](int set, int64_t begin, int64_t end) {
                                       series_view part = in;
                                       part.size = end < in.size ? end : in.size;
                                       double* to[1] = {out[first + set]};
                                       run_all_bars<E, L>(part, begin, p + set * P, to);
                                   });
        }
        for (int32_t lane = 0; lane < lanes; ++lane) leading_nans<E>(in, params + lane * P, out + lane);
    } else if constexpr (is_running_total<E, L>()) {
        for (int32_t lane = 0; lane < lanes; ++lane) {  // there are no parameters: one is as the other
            leading_nans<E>(in, params, out + lane);
            if (out[lane] != nullptr) run_total<E, L>(in, out[lane]);
        }
    } else if constexpr (is_bar_form<E>()) {
        for (int32_t lane = 0; lane < lanes; ++lane) {
            double const* const p = params + static_cast<int64_t>(lane) * P;
            run_bar_form<E, L>(in, p, out + static_cast<int64_t>(lane) * O);
        }
    } else if constexpr (has_short_form<E>()) {
        auto const is_short = [&](int32_t lane) { return E::is_short(params + int64_t{lane} * P); };
        for (int32_t first = 0, end; first < lanes; first = end) {
            double const* const p = params + int64_t{first} * P;
            double* const* const to = out + int64_t{first} * O;
            end = first + 1;
            if (is_short(first)) {
                run_short_form<E, L>(in, p, to);
            } else {
                while (end < lanes && !is_short(end)) ++end;
                run_walks<E, L>(in, p, end - first, to);
            }
        }
    } else {
        run_walks<E, L>(in, params, lanes, out);
    }
}

// There is no other way to E's columns than its walk.
template <class E>
constexpr bool is_only_walk() {
    return !is_bar_form<E>() && !is_running_total<E, native_lanes>() && !requires { E::shared_by_lanes; };
}

// One parameter set of such an entry. A walk of a single lane leaves a register all but empty and pays for
// it: it is walked in stretches, or as one number after the other.
template <class E>
void run_single(series_view const& in, double const* params, double* const* out) {
    if constexpr (has_short_form<E>()) {
        if (E::is_short(params)) return run_short_form<E, native_lanes>(in, params, out);
    }
    auto const alone = [&](series_view const& view) { run_group<E, scalar_lanes>(view, params, 1, out); };
    if constexpr (has_stretches<E, native_lanes>()) {
        if (stretched_walk<E, native_lanes>::run(in, params, 1, out, alone)) return;
    }
    alone(in);
}

BB_ISA_END

// Entries in the bar form fill their registers with bars, also for a single lane.
#define BB_COLUMNS_OF(entry)                                                                               \
    extern "C" void BB_NAMED(bb_columns_##entry##_)(basicbot::series_view const*, double const*, int32_t,  \
                                                    double* const*);                                       \
    extern "C" void BB_NAMED(bb_columns_##entry##_)(basicbot::series_view const* in, double const* params, \
                                                    int32_t lanes, double* const* out) {                   \
        if constexpr (basicbot::native_lanes::width > 1 && basicbot::is_only_walk<basicbot::entry>()) {    \
            if (lanes == 1) return basicbot::run_single<basicbot::entry>(*in, params, out);                \
        }                                                                                                  \
        basicbot::run_columns<basicbot::entry>(*in, params, lanes, out);                                   \
    }
