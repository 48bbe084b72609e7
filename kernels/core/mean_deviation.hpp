#pragma once
// The mean absolute deviation of n values x(0), ..., x(n-1) about their mean, made afresh from the values
// alone: what moves the mean moves every distance, so there is no shorter way along the bars.
//
// Everything is about x(0), so that 1e8 + {0, 1} keeps its digits and equal values have no deviation at all.
// Since distances above and below the mean are equal in sum, those above are enough:
//   d(k) = x(k) - x(0),  m = sum of d / n,  deviation = 2 (sum of max(d(k), m) - n m) / n
// Both sums go from k = 0 upwards, one by one, so that the first of a longer window is that of a shorter one
// (cpu_fallback/window_deviations.hpp). x(k) is R, a number or a register of bars. Cost: 5 n operations.

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class R>
struct deviation_about_mean {
    R first;  // x(0) less the mean
    R size;   // mean of |x(k) - mean|
};

// From m and the sum of max(d, m); share is 1 / n.
template <class R>
BB_HD deviation_about_mean<R> deviation_from(R mean, R above, R bars, R share) {
    return {R(0.0) - mean, R(2.0) * ((above - bars * mean) * share)};
}

template <class R, class X>
BB_HD deviation_about_mean<R> mean_deviation(int64_t n, X x) {
    R const origin = x(0), bars(static_cast<double>(n)), share = R(1.0) / bars;
    R sum(0.0), above(0.0);
    for (int64_t k = 0; k < n; ++k) sum = sum + (x(k) - origin);
    R const mean = sum * share;
    for (int64_t k = 0; k < n; ++k) above = above + max_of(x(k) - origin, mean);
    return deviation_from(mean, above, bars, share);
}

BB_ISA_END
