#pragma once
// Exponential means one after the other, each of the one before, as TA-Lib seeds them: the k-th has its first
// value k (n - 1) bars after the first one (kernels/core/smoothing.hpp). In one walk they cost no columns in
// between, and the k-th works on a bar while the first is at the next.

#include "kernels/core/smoothing.hpp"

BB_ISA_BEGIN

template <class L, int Count>
struct chained_means {
    using real = typename L::real;
    real alpha;
    int64_t longest;
    seeded_mean<L> mean[Count];

    BB_HD void start(real n) {
        alpha = real(2.0) / (n + real(1.0));
        longest = windows_of<L>(n).longest;
        for (int k = 0; k < Count; ++k) mean[k].start();
    }
    // age: bars of x before this one.
    BB_HD void step(real x, int64_t age, real n) {
        bool const settled = age >= Count * longest;
        real seen(static_cast<double>(age));
        for (int k = 0; k < Count; ++k) {
            mean[k].step(x, seen, n, alpha, settled);
            x = mean[k].value;
            seen = seen - (n - real(1.0));
        }
    }
};

// What the entries have in common that are made of Count such means of one input. E says
//   template <class L> static BB_HD real of(seeded_mean<L> const* mean);
template <class E, int Count>
struct chained_walk {
    static constexpr char const* inputs[1] = {"x"};  // a length: nvcc does not count those of a base
    static constexpr char const* outputs[1] = {"value"};
    static constexpr int64_t warmup(double const* p) { return Count * (static_cast<int64_t>(p[0]) - 1); }

    template <class L>
    struct state {
        chained_means<L, Count> means;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.means.start(p[0]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const* p, series_view const& in, int64_t t,
                           typename L::real* out) {
        s.means.step(typename L::real(in.x[0][t]), t - in.begin, p[0]);
        out[0] = E::template of<L>(s.means.mean);
    }
};

BB_ISA_END
