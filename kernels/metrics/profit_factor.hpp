#pragma once
// Profit factor: sum of the winning trades' profits / |sum of the losing trades' losses|, account currency.
// Undefined: no losing trade.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct profit_factor {
    static constexpr metric_info info{"profit_factor", "Profit factor", "1", better::higher,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        return canonical(ratio_of(s.won, -s.lost));
    }
};

BB_ISA_END
