#pragma once
// Share of closed trades whose profit after all costs is above 0.
// Undefined: no closed trade.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct win_rate {
    static constexpr metric_info info{"win_rate",     "Share of winning trades", "1",
                                      better::higher, metric_class::mergeable,   sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        return canonical(ratio_of(s.wins, s.trades));
    }
};

BB_ISA_END
