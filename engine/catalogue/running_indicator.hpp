#pragma once
// An indicator that is advanced one bar at a time, as bars come in: the same walk as the batch's columns, so
// the same bits.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/catalogue/catalogue.hpp"

namespace basicbot {

class RunningIndicator {
  public:
    // begin: the first bar at which all inputs are defined. Throws std::invalid_argument where the number of
    // parameters is not the entry's, or where the entry repaints or is made of others
    // (engine/plan/running_series.hpp).
    RunningIndicator(IndicatorEntry const& entry, std::vector<double> params, std::int64_t begin);

    std::int64_t next_bar() const { return next_; }
    // The outputs at next_bar(), NaN during the warm-up; one after the other, out[entry.outputs.size()].
    // inputs[k][t]: bars [begin, next_bar()] of the entry's k-th input.
    void step(std::span<double const* const> inputs, double* out);

    // All there is to know but the inputs. restore(): into the same entry with the same parameters and
    // `begin`; anything else, or a damaged snapshot, is refused with std::invalid_argument.
    std::vector<std::byte> snapshot() const;
    void restore(std::span<std::byte const> snapshot);

  private:
    std::vector<std::byte> terms() const;

    IndicatorEntry const& entry_;
    std::vector<double> params_;
    std::int64_t begin_, next_;
    std::vector<std::byte> state_;  // from operator new: aligned for std::max_align_t
};

}  // namespace basicbot
