#pragma once
// Maximum drawdown: the minimum of equity over its running peak, minus 1; the start capital is the first
// peak. At most 0 (A15), so the higher value is the better one. Undefined: no measured bar. Ruined (A14): -1.
// Never below a peak: 0.

#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct max_drawdown {
    static constexpr metric_info info{"max_drawdown", "Maximum drawdown",      "1",
                                      better::higher, metric_class::mergeable, sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        if (!(s.bars > 0.0)) return quiet_nan();
        return s.ruined > 0.0 ? -1.0 : canonical(s.drawdown);
    }
};

BB_ISA_END
