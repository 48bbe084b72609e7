#include "bench/support/workload.hpp"

#include "bench/support/workloads.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

struct Maker {
    char const* name;
    std::unique_ptr<Workload> (*make)(BenchOptions const&);
};

constexpr Maker makers[] = {
    {"sweep_long", make_sweep_long},
    {"sweep_long_short_stop", make_sweep_long_short_stop},
    {"sweep_rsi", make_sweep_rsi},
    {"gbm", make_gbm},
    {"bootstrap", make_bootstrap},
    {"indicators", make_indicators},
    {"walkforward", make_walkforward},
    {"store_first_use", make_store_first_use},
    {"csv_import", make_csv_import},
    {"store_open_many", make_store_open_many},
    {"store_night", make_store_night},
    {"part_commit", make_part_commit},
    {"catalogue_batch", make_catalogue_batch},
    {"catalogue_single", make_catalogue_single},
    {"catalogue_streaming", make_catalogue_streaming},
};

}  // namespace

std::vector<std::string> workload_names() {
    std::vector<std::string> names;
    for (Maker const& m : makers) names.emplace_back(m.name);
    return names;
}

std::unique_ptr<Workload> make_workload(std::string const& name, BenchOptions const& options) {
    std::string known;
    for (Maker const& m : makers) {
        if (name == m.name) return m.make(options);
        known += known.empty() ? m.name : std::string(", ") + m.name;
    }
    fail(ErrorKind::usage, {.code = "unknown_workload",
                            .path = "WORKLOAD",
                            .value = name,
                            .problem = "no such workload",
                            .allowed = known,
                            .suggestion = ""});
}

nlohmann::json run_facts(Lap const& lap, double units) {
    return {{"wall_s", lap.wall_s},
            {"cpu_s", lap.cpu_s},
            {"ns_per_unit", 1e9 * lap.wall_s / units},
            {"cpu_ns_per_unit", 1e9 * lap.cpu_s / units}};
}

}  // namespace basicbot
