#include "engine/runner/metric_table.hpp"

#include <algorithm>

#include "kernels/core/bits.hpp"

namespace basicbot {

MetricTable::MetricTable(MetricShape const& shape)
    : shape_(shape), values_(shape.metrics * shape.of_metric(), quiet_nan()) {}

void MetricTable::put(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
                      std::span<double const> values) {
    std::size_t const first = (symbol * shape_.windows + window) * shape_.row() + cell * shape_.costs;
    std::copy(values.begin(), values.end(),
              values_.begin() + static_cast<std::ptrdiff_t>(metric * shape_.of_metric() + first));
}

void MetricTable::get(std::size_t metric, std::size_t first, std::span<double> out) const {
    std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(metric * shape_.of_metric() + first),
                out.size(), out.begin());
}

std::vector<double> MetricTable::row(std::size_t metric, std::size_t symbol, std::size_t window) const {
    std::vector<double> values(shape_.row());
    get(metric, (symbol * shape_.windows + window) * shape_.row(), values);
    return values;
}

double MetricTable::at(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
                       std::size_t cost) const {
    double value;
    get(metric, (symbol * shape_.windows + window) * shape_.row() + cell * shape_.costs + cost, {&value, 1});
    return value;
}

}  // namespace basicbot
