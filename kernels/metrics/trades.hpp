#pragma once
// Number of closed trades, those closed at the window's end included (A9). None: 0.
// Undefined: never.

#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct trades {
    static constexpr metric_info info{"trades",     "Closed trades",         "1",
                                      better::none, metric_class::mergeable, sums_lean};
    BB_HD static double finish(window_sums const& s, metric_context const&) { return canonical(s.trades); }
};

BB_ISA_END
