#pragma once
// Total return W - 1, W = final equity over start cash.
// Undefined: no measured bar. Ruined (A14): -1.

#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct total_return {
    static constexpr metric_info info{"total_return", "Total return",          "1",
                                      better::higher, metric_class::mergeable, sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        if (!(s.bars > 0.0)) return quiet_nan();
        return s.ruined > 0.0 ? -1.0 : canonical(s.wealth - 1.0);
    }
};

BB_ISA_END
