#pragma once
// Standard deviation of the bar returns (ddof 1) times sqrt(K), K = measured bars per year (A13).
// Undefined: fewer than 2 bars, K not above 0. Equal returns: 0.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct volatility {
    static constexpr metric_info info{"volatility",  "Annualised volatility", "1 per sqrt(year)",
                                      better::lower, metric_class::mergeable, sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        if (!(c.bars_per_year > 0.0)) return quiet_nan();
        return canonical(deviation_of(s.returns, s.s1, s.s2) * __builtin_sqrt(c.bars_per_year));
    }
};

BB_ISA_END
