#include "engine/runner/study_parts.hpp"

#include "engine/bars/store.hpp"
#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

json number(double x) { return x == x ? json(x) : json(nullptr); }

}  // namespace

std::vector<Series> load_all(Study const& study) {
    Store const store = Store::open(study.data.store);
    std::vector<Series> all;
    for (std::string const& symbol : study.data.symbols)
        all.push_back(store.load(symbol, study.data.timeframe));
    return all;
}

void write_result(Cube const& cube, Study const& study, Stages& stages, json& document) {
    std::string const path = study.output.cube.empty() ? study.name + ".h5" : study.output.cube;
    stages.run("cube", [&](Progress const&) { write_cube(cube, path); });
    document["cube"] = {{"path", path}, {"content_hash", content_hash(cube)}};
}

json metrics_document(Study const& study, window_sums const& sums, metric_context const& context) {
    json m = json::object();
    for (MetricEntry const* e : wanted_metrics(study)) m[e->info->name] = number(e->finish(sums, context));
    return m;
}

json params_document(SweepPlan const& plan, std::size_t cell) {
    json p = json::object();
    for (std::size_t a = 0; a < plan.grid.axes.size(); ++a)
        p[plan.grid.axes[a].name] = plan.grid.axes[a].values[plan.grid.indices(cell)[a]];
    return p;
}

json execution_document(SweepPlan const& plan, std::size_t cost) {
    json d = json::object();
    for (std::size_t a = plan.execution_axes.size(); a-- > 0;) {  // row-major, the last axis fastest
        std::vector<double> const& values = plan.execution_axes[a].values;
        d[plan.execution_axes[a].name] = values[cost % values.size()];
        cost /= values.size();
    }
    return d;
}

json window_document(Series const& s, window w) {
    return {{"first", iso_time(s.time[static_cast<std::size_t>(w.begin)])},
            {"last", iso_time(s.time[static_cast<std::size_t>(w.end - 1)])},
            {"bars", w.end - w.begin}};
}

}  // namespace basicbot
