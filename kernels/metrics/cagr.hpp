#pragma once
// Compound annual growth rate W^(1/years) - 1, years by the calendar (A13).
// Written as expm1(log1p(W - 1) / years), so that a small growth keeps its digits.
// Undefined: no measured bar, years not above 0. Ruined or W <= 0 (A14): -1.

#include "kernels/core/exact_math.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct cagr {
    static constexpr metric_info info{"cagr",         "Compound annual growth rate", "1 per year",
                                      better::higher, metric_class::mergeable,       sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        if (!(s.bars > 0.0) || !(c.years > 0.0)) return quiet_nan();
        if (s.ruined > 0.0 || s.wealth <= 0.0) return -1.0;
        return canonical(exact_expm1(exact_log1p(s.wealth - 1.0) / c.years));
    }
};

BB_ISA_END
