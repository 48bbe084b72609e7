#pragma once
// Series of the language that are advanced one bar at a time, as bars come in: every column of their plan by
// the same walk as in a batch, so the same bits, also for entries that are made of others.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/catalogue/running_indicator.hpp"
#include "engine/plan/expressions.hpp"

namespace basicbot {

// Keeps all bars and columns it has seen: 8 bytes a bar and column.
class RunningSeries {
  public:
    // Throws as lower_series does, and std::invalid_argument for what repaints or reads longer bars.
    explicit RunningSeries(std::vector<Expression> const& expressions);

    LoweredSeries const& series() const { return made_; }
    // How many values a bar yields: those of series()[0].columns, then of [1], ...
    std::size_t value_count() const { return results_.size(); }
    std::int64_t next_bar() const { return next_; }

    // One bar: open, high, low, close, volume (NaN where unknown), and the extra series' values in the order
    // of series().plan.extra. Returns value_count() values, NaN during a warm-up; they stand until the next
    // call.
    std::span<double const> step(std::span<double const> bar, std::span<double const> extra = {});

    // All there is to know; restore() into one made of the same expressions goes on to the bit. Anything
    // else, or a damaged snapshot, is refused with std::invalid_argument and changes nothing.
    std::vector<std::byte> snapshot() const;
    void restore(std::span<std::byte const> snapshot);

  private:
    // One parameter set of a batch.
    struct Walk {
        RunningIndicator indicator;
        std::vector<double const*> inputs;
        std::vector<std::int32_t> input_columns, output_columns;  // -1: nobody reads the output
    };
    void make_room(std::size_t bars);

    LoweredSeries made_;
    std::vector<std::vector<double>> columns_;  // [column][bar]: bar fields, extra series, what is computed
    std::vector<Walk> walks_;                   // inputs before those who read them
    std::vector<std::int32_t> results_;
    std::vector<double> values_;
    std::int64_t next_ = 0;
};

}  // namespace basicbot
