#pragma once
// McGinley's dynamic: a mean that follows the price faster down than up.
//   dynamic[t] = dynamic[t-1] + (x[t] - dynamic[t-1]) / max(1, n (x[t] / dynamic[t-1])^4)
// seeded with the mean of the first n values. Source: John McGinley, The McGinley dynamic, Market Technicians
// Association Journal 48 (1997). There without the limit of 1, which keeps a fall of the price to a third
// from throwing the mean beyond it, for ever further each bar. Look-back n-1. Cost per bar: two divisions and
// about ten operations, one after the other. Made for prices above zero. Degenerate: a mean of 0 stays 0; a
// NaN inside stays for ever; values depend on where the series begins.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

struct mcginley {
    static constexpr entry_info info{
        "mcginley",
        "McGinley dynamic",
        "overlap",
        "d += (x - d) / max(1, n (x / d)^4), seeded with the mean of the first n",
        "McGinley 1997, with the limit of 1",
        "flat: the value within rounding; NaN inside: NaN from there on"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 14, 5, 50, 5, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]) - 1; }

    template <class L>
    struct state {
        typename L::real value;  // the sum until bar n-1
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const*) {
        s.value = typename L::real(0.0);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        using real = typename L::real;
        real const x(in.x[0][t]), age(static_cast<double>(t - in.begin)), last = p[0] - real(1.0);
        real const ratio = x / s.value, square = ratio * ratio;
        real const slowness = p[0] * (square * square);
        real const moved = s.value + (x - s.value) / select(slowness < real(1.0), real(1.0), slowness);
        real const sum = s.value + x;
        s.value = select(age < last, sum, select(age == last, sum / p[0], moved));
        out[0] = s.value;
    }
};

BB_ISA_END
