#pragma once
// One catalogue entry compiled for one instruction set: the body of a generated source that defines BB_ENTRY
// and is compiled with BB_ISA (namespace) and BB_ISA_NAME (plain, avx2, avx512). It exports one plain
// function,
//   extern "C" void bb_columns_<entry>_<isa>(series_view const* in, double const* params, int32_t lanes,
//                                            double* const* out)
// params is [lanes][parameters], out is [lanes][outputs] of columns of in->size values, null = not wanted. A
// column is NaN before begin + warm-up; every NaN it holds is the one of kernels/core/bits.hpp. Columns must
// not overlap the inputs. No allocation, no exception, no shared state: calls may run side by side.

#include "cpu_fallback/columns_tile.hpp"
#include "kernels/core/entry_traits.hpp"

#if !defined(BB_ENTRY) || !defined(BB_ISA_NAME)
#error "BB_ENTRY and BB_ISA_NAME must be defined"
#endif
#define BB_JOIN_(a, b, c) a##b##_##c
#define BB_JOIN(a, b, c) BB_JOIN_(a, b, c)
#define BB_COLUMNS_NAME BB_JOIN(bb_columns_, BB_ENTRY, BB_ISA_NAME)

BB_ISA_BEGIN

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
        for (int k = 0; k < O; ++k) rows[k][b] = select(value[k] == value[k], value[k], real(quiet_nan()));
    };
    int64_t t = in.begin;
    for (; t + tile_bars <= in.size; t += tile_bars) {
        for (int b = 0; b < tile_bars; ++b) bar(t + b, b);
        for (int k = 0; k < O; ++k) {
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
                if (to[k][i] != nullptr) to[k][i][t] = v[i];
            }
        }
    }

    for (int i = 0; i < lanes; ++i) {  // the leading NaNs, over whatever the warm-up wrote
        int64_t first = in.begin + E::warmup(params + i * P);
        if (first > in.size) first = in.size;
        for (int k = 0; k < O; ++k) {
            if (to[k][i] == nullptr) continue;
            for (int64_t s = 0; s < first; ++s) to[k][i][s] = quiet_nan();
        }
    }
}

BB_ISA_END

extern "C" void BB_COLUMNS_NAME(basicbot::series_view const* in, double const* params, int32_t lanes,
                                double* const* out);
extern "C" void BB_COLUMNS_NAME(basicbot::series_view const* in, double const* params, int32_t lanes,
                                double* const* out) {
    using entry = basicbot::BB_ENTRY;
    using lane_policy = basicbot::native_lanes;
    constexpr int P = basicbot::param_count_of<entry>();
    constexpr int O = basicbot::output_count_of<entry>();
    for (int32_t first = 0; first < lanes; first += lane_policy::width) {
        int32_t const left = lanes - first;
        basicbot::run_group<entry, lane_policy>(*in, params + static_cast<int64_t>(first) * P,
                                                left < lane_policy::width ? left : lane_policy::width,
                                                out + static_cast<int64_t>(first) * O);
    }
}
