#pragma once
// Skewness, bias-corrected (G1, as pandas): sqrt(n (n-1)) / (n-2) m3 / m2^1.5 with 1/n moments about the
// mean. D. Joanes and C. Gill, Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47
// (1998). Undefined: fewer than 3 bars, no spread (kernels/core/moments.hpp says when, and what cancels).

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct skew {
    static constexpr metric_info info{"skew", "Skewness of bar returns", "1", better::higher,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        double const n = s.returns;
        if (!(n >= 3.0)) return quiet_nan();
        central_moments const m = moments_of(n, s.s1, s.s2, s.s3, 0.0);
        double const g1 = ratio_of(m.m3, m.m2 * __builtin_sqrt(m.m2));
        return canonical(g1 * (__builtin_sqrt(n * (n - 1.0)) / (n - 2.0)));
    }
};

BB_ISA_END
