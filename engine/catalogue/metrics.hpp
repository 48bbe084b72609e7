#pragma once
// The metrics that are compiled in, made from the files under kernels/metrics
// (scripts/cmake/catalogue.cmake).

#include <span>
#include <string_view>

#include "kernels/metrics/metric_info.hpp"

namespace basicbot {

struct MetricEntry {
    int number;  // place in the alphabetical list
    metric_info const* info;
    double (*finish)(window_sums const&, metric_context const&);  // baseline instruction set
};

// All metrics by name, ascending.
std::span<MetricEntry const> metrics();

// The metric of that exact name, or null.
MetricEntry const* find_metric(std::string_view name);

}  // namespace basicbot
