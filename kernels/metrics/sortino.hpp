#pragma once
// Sortino ratio: mean(r - MAR) K / (downside deviation sqrt(K)), downside deviation over all n bars.
// F. Sortino and L. Price, Performance Measurement in a Downside Risk Framework, Journal of Investing 3
// (1994). Undefined: no measured bar, K not above 0, no bar below MAR.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct sortino {
    static constexpr metric_info info{"sortino", "Annualised Sortino ratio", "1 per sqrt(year)",
                                      better::higher, metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        if (!(s.returns > 0.0) || !(c.bars_per_year > 0.0)) return quiet_nan();
        double const excess = s.s1 / s.returns - c.mar_bar;
        double const down = __builtin_sqrt(s.down2 / s.returns);
        return canonical(ratio_of(excess, down) * __builtin_sqrt(c.bars_per_year));
    }
};

BB_ISA_END
