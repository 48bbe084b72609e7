#pragma once
// Expectancy: w mean(win) - (1 - w) |mean(loss)|, which is the mean profit of a trade, account currency.
// Undefined: no closed trade.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct expectancy {
    static constexpr metric_info info{"expectancy", "Mean profit per trade", "account", better::higher,
                                      metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        return canonical(ratio_of(s.won + s.lost, s.trades));
    }
};

BB_ISA_END
