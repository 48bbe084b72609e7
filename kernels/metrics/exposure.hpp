#pragma once
// Exposure: bars with a position at the close, or one closed inside the bar, over all measured bars.
// Undefined: no measured bar.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct exposure {
    static constexpr metric_info info{"exposure", "Share of bars in the market", "1", better::none,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        return canonical(ratio_of(s.held, s.bars));
    }
};

BB_ISA_END
