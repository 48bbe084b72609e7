#include "engine/runner/metric_table.hpp"

#include <algorithm>

#include "kernels/core/bits.hpp"

namespace basicbot {

MetricTable::MetricTable(MetricShape const& shape)
    : shape_(shape), values_(shape.metrics * shape.of_metric()) {
    std::ranges::fill(values_.in_memory(), quiet_nan());
}

MetricTable::MetricTable(MetricShape const& shape, std::string const& folder)
    : shape_(shape), values_(shape.metrics * shape.of_metric(), folder) {}

void MetricTable::put(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
                      std::span<double const> values) {
    std::size_t const first = (symbol * shape_.windows + window) * shape_.row() + cell * shape_.costs;
    values_.put(metric * shape_.of_metric() + first, values);
}

void MetricTable::blank(std::size_t symbol, std::size_t window) {
    std::vector<double> const nothing(shape_.row(), quiet_nan());
    for (std::size_t m = 0; m < shape_.metrics; ++m)
        for (std::size_t w = window; w < shape_.windows; ++w) put(m, symbol, w, 0, nothing);
}

void MetricTable::get(std::size_t metric, std::size_t first, std::span<double> out) const {
    values_.get(metric * shape_.of_metric() + first, out);
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
