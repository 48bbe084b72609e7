#pragma once
// A stage of a plan that learns: a scaler, a model, a regime. It is fitted on train windows and read after
// them, as an extra series of the strategy. Fits follow a schedule of absolute bars, so that a value belongs
// to its bar whatever is measured, and folds stay slices of one column.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/bars/series.hpp"

namespace basicbot {

// Neither call can look ahead: they are handed no later bars.
class FittedStage {
  public:
    virtual ~FittedStage() = default;
    // Name, version and settings: with the bars, all that the values depend on.
    virtual std::string identity() const = 0;
    // What is learnt from the bars of a train window.
    virtual std::vector<double> fit(Series const& train) const = 0;
    // The value at the last bar of `history`, which begins at the series' first bar. NaN where there is none.
    virtual double value(std::vector<double> const& fitted, Series const& history) const = 0;
};

// Train windows [begin + k every, begin + k every + train), k = 0, 1, ...: each is read from its end on until
// the next one's.
struct FitSchedule {
    std::int64_t train = 0, every = 0;  // bars, from 1 on
    std::int64_t begin = 0;
};

// A value a bar; NaN before the end of the first train window. Throws std::invalid_argument for a schedule
// without bars, and for an infinite value of the stage.
SeriesColumn fitted_column(std::string const& name, FittedStage const& stage, Series const& series,
                           FitSchedule const& schedule);

}  // namespace basicbot
