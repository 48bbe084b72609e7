#pragma once
// Fees paid, account currency. Slippage is in the prices and not in here. No trade: 0.
// Undefined: never.

#include "kernels/metrics/metric_info.hpp"

BB_ISA_BEGIN

struct fees {
    static constexpr metric_info info{"fees", "Fees paid", "account", better::lower, metric_class::mergeable};
    BB_HD static double finish(window_sums const& s, metric_context const&) { return canonical(s.fees); }
};

BB_ISA_END
