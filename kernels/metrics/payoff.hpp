#pragma once
// Payoff: mean profit of the winning trades / |mean result of the others|. A trade that ends at exactly 0
// counts among the others, as in the win rate. Undefined: no winning trade, no losing trade.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct payoff {
    static constexpr metric_info info{"payoff", "Mean win over mean loss", "1", better::higher,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        if (!(s.wins > 0.0) || !(s.lost < 0.0)) return quiet_nan();
        double const won = s.won / s.wins;
        double const lost = ratio_of(-s.lost, s.trades - s.wins);
        return canonical(ratio_of(won, lost));
    }
};

BB_ISA_END
