#pragma once
// What every metric says about itself. The command line, the cube's attributes, selection and tests read it.
//
// A metric M is a struct in kernels/metrics/<M>.hpp with
//   static constexpr metric_info info;
//   BB_HD static double finish(window_sums const&, metric_context const&);
// Undefined is quiet_nan(), never 0 or infinity; each file lists its undefined cases.

#include "kernels/core/bits.hpp"
#include "kernels/metrics/metric_context.hpp"
#include "kernels/metrics/window_sums.hpp"

namespace basicbot {

enum class better : int32_t { higher, lower, none };  // for selection (A12); none = a count, not a goal

// How a metric is put together over time (DESIGN 8).
enum class metric_class : int32_t {
    mergeable,     // from window_sums, which merge chunk by chunk
    path,          // needs the equity curve in order
    distribution,  // needs all returns at once
};

struct metric_info {
    char const* name;       // as written in a study and in the cube
    char const* long_name;  // the cube's long_name
    char const* unit;  // the cube's units; "1" = a plain number or fraction, "account" = account currency
    better goal;
    metric_class kind;
    sums_level needs = sums_full;  // sums_lean: read from the lean sums alone
};

}  // namespace basicbot
