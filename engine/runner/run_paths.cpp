#include <algorithm>
#include "engine/plan/windows.hpp"
#include "engine/runner/montecarlo.hpp"

#include "engine/runner/replay.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

// Bar returns of one cell over the measured range, for montecarlo.of = "strategy".
std::vector<double> strategy_returns(SweepPlan const& plan, Series const& series, Backend& backend) {
    window const range = measured_range(series, plan.study.data, plan.warmup);
    auto const columns = compute_columns(plan, series, backend);
    double const cash = plan.study.execution.cash;
    std::vector<double> returns;
    double before = cash;
    for (double e : replay_equity(plan, series, *columns, 0, 0, range, cash)) {
        returns.push_back(before > 0 ? e / before - 1 : 0.0);
        before = e;
    }
    return returns;
}

}  // namespace

json run_paths(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    if (!options.run.folder.empty())
        fail(ErrorKind::config,
             {.code = "no_parts",
              .path = "study.kind",
              .value = "montecarlo",
              .problem = "a Monte Carlo study is computed in one piece, without a folder of parts",
              .allowed = "sweep, walkforward",
              .suggestion = "leave --run away; fewer paths take less time"});
    json document;
    std::vector<Series> const series = load_all(study, options.bars);
    document["cells"] = 1;
    document["plan"] = {{"paths", study.montecarlo.paths},
                        {"horizon", study.montecarlo.horizon},
                        {"symbols", study.data.symbols}};
    std::vector<std::vector<double>> returns;
    if (study.montecarlo.of == "strategy") {
        SweepPlan const plan = make_sweep_plan(study);
        if (plan.grid.cell_count() * plan.costs.size() != 1)
            fail(ErrorKind::config,
                 {.code = "more_than_one_cell",
                  .path = "params",
                  .value = std::to_string(plan.grid.cell_count() * plan.costs.size()) + " cells",
                  .problem = "montecarlo.of = \"strategy\" needs one combination",
                  .allowed = "one value per axis",
                  .suggestion = "fix the parameters, e.g. --set params.fast=20"});
        if (!options.dry_run)
            for (Series const& s : series)
                returns.push_back(stages.run(
                    "strategy", [&](Progress const&) { return strategy_returns(plan, s, backend); }));
    }
    if (options.dry_run) return document;
    std::string idle;  // symbols of which nothing is learnt
    for (std::size_t i = 0; i < returns.size(); ++i)
        if (std::all_of(returns[i].begin(), returns[i].end(), [](double r) { return r == 0; }))
            idle += (idle.empty() ? "" : ", ") + series[i].symbol;
    if (!idle.empty())
        document["notice"] = "the strategy never holds a position in " + idle + ": its paths are flat";
    for (Series const& s : series) stages.add_read(stored_bytes(s));
    stages.check("paths");
    Cube const cube = stages.run("paths", [&](Progress const& report) {
        return run_montecarlo(study, series, returns, backend, report);
    });
    stages.did("paths",
               static_cast<double>(study.montecarlo.paths) * static_cast<double>(study.montecarlo.horizon) *
                   static_cast<double>(series.size()),
               "path-steps");
    document["risks"] = montecarlo_document(cube);
    write_result(cube, cube_path(study), stages, document);
    return document;
}

std::vector<Member> path_members() {
    using namespace shape;
    return {{"cells", exactly(1)},
            {"plan", object({{"paths", whole("of each symbol", "paths")},
                             {"horizon", whole("of a path", "bars")},
                             {"symbols", list(text())},
                             maybe("cube", text("file of the result"))})},
            maybe("risks", list(risk_shape()))};
}

}  // namespace basicbot
