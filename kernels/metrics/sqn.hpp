#pragma once
// System quality number: sqrt(N) mean(p) / sd(p) over the N closed trades' profits, ddof 1.
// V. Tharp, Definitive Guide to Position Sizing (2008).
// Undefined: fewer than 2 trades, no spread (kernels/core/moments.hpp says when).

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct sqn {
    static constexpr metric_info info{"sqn", "System quality number", "1", better::higher,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        if (!(s.trades >= 2.0)) return quiet_nan();
        double const total = s.won + s.lost;
        double const spread = deviation_of(s.trades, total, s.profit2);
        return canonical(ratio_of(total / s.trades, spread) * __builtin_sqrt(s.trades));
    }
};

BB_ISA_END
