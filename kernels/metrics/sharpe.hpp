#pragma once
// Sharpe ratio: mean(r - rf) / sd(r - rf) times sqrt(K), rf per bar, ddof 1 (A16).
// W. F. Sharpe, The Sharpe Ratio, Journal of Portfolio Management 21 (1994).
// Undefined: fewer than 2 bars, K not above 0, no spread (kernels/core/moments.hpp says when).

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct sharpe {
    static constexpr metric_info info{"sharpe",       "Annualised Sharpe ratio", "1 per sqrt(year)",
                                      better::higher, metric_class::mergeable,   sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        if (!(c.bars_per_year > 0.0) || !(s.returns >= 2.0)) return quiet_nan();
        double const excess = s.s1 / s.returns - c.risk_free_bar;
        return canonical(ratio_of(excess, deviation_of(s.returns, s.s1, s.s2)) *
                         __builtin_sqrt(c.bars_per_year));
    }
};

BB_ISA_END
