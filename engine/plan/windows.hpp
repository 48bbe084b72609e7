#pragma once
// Which bars are measured: the study's range, its folds, and the constants the metrics need (A8, A9, A13).

#include <cstdint>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/config/study.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

struct Fold {
    window train, test;
};

// Bars with from <= open time < to, beginning at the later of `from` and the longest warm-up (A8).
// Throws Error(data) when nothing is left, and where an extra series is not known before the end.
window measured_range(Series const& series, DataSpec const& data, std::int64_t warmup);

// Rolling (both ends move) or anchored (the train window grows) folds inside `range`. Only whole test
// windows. Throws Error(config) when not one fold fits.
std::vector<Fold> make_folds(WalkForwardSpec const& spec, window range);

// Years by the calendar, K = bars / years, thresholds per bar (A13).
metric_context make_context(Series const& series, window w, MetricSpec const& metrics, double cash);

}  // namespace basicbot
