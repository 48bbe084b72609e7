#pragma once
// The finished metrics of a sweep: for each metric one array over (symbol, window, cell, cost row), the
// layout of the cube's variables. All that is chosen, shown and written is read from here, whether the
// values were computed just now or come from the parts of a run.

#include <cstddef>
#include <span>
#include <vector>

namespace basicbot {

struct MetricShape {
    std::size_t metrics = 0, symbols = 0, windows = 0, cells = 0, costs = 0;
    std::size_t row() const { return cells * costs; }  // values of one window
    std::size_t of_metric() const { return symbols * windows * row(); }
};

// Values that nobody put are NaN: a symbol with fewer windows than another has none there.
class MetricTable {
  public:
    explicit MetricTable(MetricShape const& shape);

    MetricShape const& shape() const { return shape_; }
    // values[cell][cost] of whole cells from `cell` on.
    void put(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
             std::span<double const> values);
    // Copies values [first, first + out.size()) of one metric, row-major.
    void get(std::size_t metric, std::size_t first, std::span<double> out) const;

    std::vector<double> row(std::size_t metric, std::size_t symbol, std::size_t window) const;
    double at(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
              std::size_t cost) const;

  private:
    MetricShape shape_;
    std::vector<double> values_;
};

}  // namespace basicbot
