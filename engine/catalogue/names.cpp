#include "engine/catalogue/names.hpp"

#include "engine/catalogue/metrics.hpp"
#include "engine/catalogue/models.hpp"

namespace basicbot {

KnownNames const& catalogue_names() {
    static KnownNames const names = [] {
        KnownNames all;
        for (MetricEntry const& metric : metrics()) all.metrics.emplace_back(metric.info->name);
        for (PathModelEntry const& model : path_models())
            all.models.push_back({model.info->name, model.params});
        return all;
    }();
    return names;
}

}  // namespace basicbot
