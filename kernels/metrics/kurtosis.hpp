#pragma once
// Excess kurtosis, bias-corrected (G2, as pandas): (n-1) / ((n-2)(n-3)) ((n+1) m4 / m2^2 - 3 (n-1)).
// D. Joanes and C. Gill, Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47 (1998).
// The statistics of A16 take raw 1/n kurtosis instead and do not read this metric.
// Undefined: fewer than 4 bars, no spread (kernels/core/moments.hpp says when, and what cancels).

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct kurtosis {
    static constexpr metric_info info{"kurtosis", "Excess kurtosis of bar returns", "1", better::lower,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        double const n = s.returns;
        if (!(n >= 4.0)) return quiet_nan();
        central_moments const m = moments_of(n, s.s1, s.s2, s.s3, s.s4);
        double const g2 = ratio_of(m.m4, m.m2 * m.m2);
        return canonical((n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * g2 - 3.0 * (n - 1.0)));
    }
};

BB_ISA_END
