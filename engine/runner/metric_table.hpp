#pragma once
// The finished metrics of a sweep: for each metric one array over (symbol, window, cell, cost row), the
// layout of the cube's variables. All that is chosen, shown and written is read from here, whether the
// values were computed just now or come from the parts of a run.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/cube/value_store.hpp"

namespace basicbot {

struct MetricShape {
    std::size_t metrics = 0, symbols = 0, windows = 0, cells = 0, costs = 0;
    std::size_t row() const { return cells * costs; }  // values of one window
    std::size_t of_metric() const { return symbols * windows * row(); }
};

// A symbol with fewer windows than another has NaN behind its own.
class MetricTable {
  public:
    // In memory.
    explicit MetricTable(MetricShape const& shape);
    // In a file without a name in `folder`: for tables that are larger than memory. Error(data).
    MetricTable(MetricShape const& shape, std::string const& folder);

    MetricShape const& shape() const { return shape_; }
    // values[cell][cost] of whole cells from `cell` on.
    void put(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
             std::span<double const> values);
    // NaN for all windows of the symbol from `window` on.
    void blank(std::size_t symbol, std::size_t window);
    // Copies values [first, first + out.size()) of one metric, row-major.
    void get(std::size_t metric, std::size_t first, std::span<double> out) const;

    std::vector<double> row(std::size_t metric, std::size_t symbol, std::size_t window) const;
    double at(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
              std::size_t cost) const;

  private:
    MetricShape shape_;
    ValueStore values_;
};

}  // namespace basicbot
