#pragma once
// Calmar ratio: CAGR / |maximum drawdown|.
// Undefined: where CAGR is, or no drawdown. Ruined: -1.

#include "kernels/core/moments.hpp"
#include "kernels/metrics/cagr.hpp"
#include "kernels/metrics/max_drawdown.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct calmar {
    static constexpr metric_info info{"calmar",       "Calmar ratio",          "1 per year",
                                      better::higher, metric_class::mergeable, sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const& c) {
        return canonical(ratio_of(cagr::finish(s, c), -max_drawdown::finish(s, c)));
    }
};

BB_ISA_END
