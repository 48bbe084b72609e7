#pragma once
// Downside deviation sqrt(mean(min(r - MAR, 0)^2)) over all n bars, per bar (not annualised).
// Undefined: no measured bar. No bar below MAR: 0.

#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct downside_deviation {
    static constexpr metric_info info{"downside_deviation", "Downside deviation per bar", "1", better::lower,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        if (!(s.returns > 0.0)) return quiet_nan();
        return canonical(__builtin_sqrt(s.down2 / s.returns));
    }
};

BB_ISA_END
