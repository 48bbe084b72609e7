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

BB_ISA_END
