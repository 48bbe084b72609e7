#pragma once
// Omega: sum(max(r - L, 0)) / sum(max(L - r, 0)), L = risk-free plus required return per bar.
// C. Keating and W. Shadwick, A Universal Performance Measure, Journal of Performance Measurement 6 (2002).
// Undefined: no bar below L (also: no measured bar).

#include "kernels/core/moments.hpp"
#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct omega {
    static constexpr metric_info info{"omega", "Omega ratio", "1", better::higher, metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) {
        return canonical(ratio_of(s.gain, s.loss));
    }
};

BB_ISA_END
