#include "engine/catalogue/metrics.hpp"

#include "catalogue_metrics.inc"

namespace basicbot {
namespace {

// finish() is inlined by force; a table needs a function with an address.
template <class M>
double finish_of(window_sums const& sums, metric_context const& context) {
    return M::finish(sums, context);
}

enum metric_number : int {
#define BB_NUMBER(name) number_of_##name,
    BB_METRICS(BB_NUMBER)
#undef BB_NUMBER
};

constexpr MetricEntry table[] = {
#define BB_ROW(name) {number_of_##name, &name::info, &finish_of<name>},
    BB_METRICS(BB_ROW)
#undef BB_ROW
};

}  // namespace

std::span<MetricEntry const> metrics() { return table; }

MetricEntry const* find_metric(std::string_view name) {
    for (MetricEntry const& entry : table) {
        if (name == entry.info->name) return &entry;
    }
    return nullptr;
}

}  // namespace basicbot
