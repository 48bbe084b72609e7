#include "engine/plan/fitted_stage.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <utility>

namespace basicbot {

SeriesColumn fitted_column(std::string const& name, FittedStage const& stage, Series const& series,
                           FitSchedule const& schedule) {
    if (schedule.train < 1 || schedule.every < 1 || schedule.begin < 0)
        throw std::invalid_argument(
            "a schedule of fits needs windows of at least one bar, at least one bar apart");
    auto const size = static_cast<std::int64_t>(series.size());
    std::vector<double> values(series.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::int64_t begin = schedule.begin; begin + schedule.train < size; begin += schedule.every) {
        std::int64_t const end = begin + schedule.train;
        std::vector<double> const fitted =
            stage.fit(series.slice(static_cast<std::size_t>(begin), static_cast<std::size_t>(end)));
        for (std::int64_t t = end; t < std::min(size, end + schedule.every); ++t) {
            auto const at = static_cast<std::size_t>(t);
            values[at] = stage.value(fitted, series.slice(0, at + 1));
            if (std::isinf(values[at]))
                throw std::invalid_argument(stage.identity() + " gives an infinite value at bar " +
                                            std::to_string(t));
        }
    }
    return SeriesColumn::of(name, std::move(values));
}

}  // namespace basicbot
