#pragma once
// The mean absolute deviation of n values x(0), ..., x(n-1) about their mean, made afresh from the values
// alone: what moves the mean moves every distance, so there is no shorter way along the bars.
//
// Everything is about x(0), so that 1e8 + {0, 1} keeps its digits and equal values have no deviation at all.
// x(k) is R, a number or a register of bars. Four partial sums each, over the k with k % 4 = 0, 1, 2, 3,
// added as (p0 + p1) + (p2 + p3). Cost: 2 n values and about 5 n operations.

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class R>
struct deviation_about_mean {
    R first;  // x(0) less the mean
    R size;   // mean of |x(k) - mean|
};

template <class R, class X>
BB_HD deviation_about_mean<R> mean_deviation(int64_t n, X x) {
    R const origin = x(0), count(static_cast<double>(n)), zero(0.0);
    R p[4] = {zero, zero, zero, zero};
    int64_t k = 0;
    for (; k + 4 <= n; k += 4) {
        for (int64_t j = 0; j < 4; ++j) p[j] = p[j] + (x(k + j) - origin);
    }
    for (int64_t j = 0; k + j < n; ++j) p[j] = p[j] + (x(k + j) - origin);
    R const mean = ((p[0] + p[1]) + (p[2] + p[3])) / count;
    auto const far = [&](int64_t at) {
        R const d = (x(at) - origin) - mean;
        return max_of(d, zero - d);
    };
    for (int64_t j = 0; j < 4; ++j) p[j] = zero;
    for (k = 0; k + 4 <= n; k += 4) {
        for (int64_t j = 0; j < 4; ++j) p[j] = p[j] + far(k + j);
    }
    for (int64_t j = 0; k + j < n; ++j) p[j] = p[j] + far(k + j);
    return {zero - mean, ((p[0] + p[1]) + (p[2] + p[3])) / count};
}

BB_ISA_END
