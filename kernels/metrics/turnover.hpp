#pragma once
// Turnover: traded notional of both sides over the mean equity at the closes, per year.
// Undefined: no measured bar, years not above 0, mean equity not above 0.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct turnover {
    static constexpr metric_info info{"turnover", "Turnover", "1 per year", better::lower,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        if (!(s.bars > 0.0) || !(c.years > 0.0)) return quiet_nan();
        return canonical(ratio_of(s.notional, s.equity / s.bars) / c.years);
    }
};

BB_ISA_END
