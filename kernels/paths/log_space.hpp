#pragma once
// What the path models share: the state of a path in logarithms, and logarithm and expm1 on lanes.

#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/float_lanes_scalar.hpp"
#include "kernels/paths/path_task.hpp"

BB_ISA_BEGIN

// log(u) on lanes for 2^-1022 <= u < infinity: bit for bit exact_log.
template <class P>
BB_HD typename P::real log_of(typename P::real u) {
    using real = typename P::real;
    using word = typename P::word;
    word const one = word(0x3ff0000000000000ull);
    word const b = P::bits(u);
    word const biased = P::template shift_right<52>(b - word(0x3fe6a09e667f3bcdull) + one);  // k + 1023
    real const n = P::real_of(biased + word(0x4330000000000000ull)) - real(0x1p52 + 1023.0);
    real const m = P::real_of(b - P::template shift_left<52>(biased) + one);
    return detail::log_of_parts(n, m - real(1.0), real(0.0));
}

// exp(x) - 1 on lanes for x <= 0: bit for bit exact_expm1 (which is -1 below -40).
template <class P>
BB_HD typename P::real expm1_of(typename P::real x) {
    using real = typename P::real;
    real const magic = 6755399441055744.0;  // 1.5 * 2^52
    x = P::max_of(x, real(-40.0));
    real const shifted = x * real(detail::log2_e) + magic;
    real const k = shifted - magic;
    real const scale =
        P::real_of(P::template shift_left<52>(P::bits(shifted) + typename P::word(1023u)));  // 2^k
    real const high = x - k * real(detail::ln2_high);
    real const low = real(0.0) - k * real(detail::ln2_low);
    real const r = high + low;
    real const rest = (high - r) + low;
    real const whole = scale - real(1.0);
    real const part = scale * r;
    real const sum = whole + part;
    real const back = sum - whole;
    real const lost = (whole - (sum - back)) + (part - back);
    return sum + (lost + scale * (rest + detail::exp_rest(r)));
}

// A path relative to its start, in logarithms. The start is the first peak (DESIGN 10).
template <class R>
struct log_path {
    R level, peak, depth;  // depth = largest peak - level so far, >= 0
};

template <class P>
BB_HD log_path<typename P::real> start_of_path() {
    typename P::real const zero = 0.0;
    return {zero, zero, zero};
}

template <class P>
BB_HD void advance(log_path<typename P::real>& path, typename P::real log_return) {
    path.level = path.level + log_return;
    path.peak = P::max_of(path.peak, path.level);
    path.depth = P::max_of(path.depth, path.peak - path.level);
}

// The largest drawdown as a fraction of the peak, <= 0 (RULES A15).
template <class P>
BB_HD typename P::real drawdown_of(typename P::real depth) {
    return expm1_of<P>(typename P::real(0.0) - depth);
}

// Which lanes of `groups` lane groups are wanted, and where they go: lane l of group g is path base + g width
// + l, and only paths base + low .. base + high - 1 belong to the task.
template <class P, int groups>
struct path_rows {
    int64_t first;  // row of lane 0 of group 0; may lie before the task
    int low, high;

    BB_HD path_rows(path_task const& task, uint64_t base, int low_lane, int high_lane)
        : first(static_cast<int64_t>(base - task.first_path)), low(low_lane), high(high_lane) {}

    // out[row * stride] for every wanted lane of group g.
    BB_HD void store(double* out, int64_t stride, int g, typename P::real x) const {
        int const from = g * P::width, to = from + P::width;
        if (stride == 1 && low <= from && to <= high) {
            P::store(out + first + from, x);
            return;
        }
        double lanes[P::width];
        P::store(lanes, x);
        for (int l = low > from ? low : from; l < high && l < to; ++l)
            out[(first + l) * stride] = lanes[l - from];
    }
    BB_HD void finish(path_task const& task, log_path<typename P::real> const (&path)[groups]) const {
        for (int g = 0; g < groups; ++g) {
            store(task.terminal, 1, g, path[g].level);
            store(task.drawdown, 1, g, drawdown_of<P>(path[g].depth));
        }
    }
};

// Writes the level after every task.fan_every steps; nothing when no fan is wanted.
template <class P, int groups, bool wanted>
struct fan_writer {
    double* at;
    int64_t bands, every, left;

    BB_HD explicit fan_writer(path_task const& task)
        : at(task.fan), bands(0), every(task.fan_every), left(every) {
        if constexpr (wanted) bands = task.horizon / task.fan_every;
    }
    BB_HD void after_step(log_path<typename P::real> const (&path)[groups],
                          path_rows<P, groups> const& rows) {
        if constexpr (wanted) {
            if (--left > 0) return;
            left = every;
            for (int g = 0; g < groups; ++g) rows.store(at, bands, g, path[g].level);
            ++at;
        }
    }
};

BB_ISA_END
