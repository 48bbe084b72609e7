#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/observe/machine_limits.hpp"
#include "engine/plan/windows.hpp"
#include "engine/runner/montecarlo.hpp"
#include "engine/runner/path_parts.hpp"
#include "engine/runner/replay.hpp"
#include "engine/runner/run_in_parts.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

// Bar returns of one cell over the measured range, for montecarlo.of = "strategy".
std::vector<double> strategy_returns(SweepPlan const& plan, Series const& series, Backend& backend) {
    window const range = measured_range(series, plan.study.data, warmups(plan, series)[0]);
    auto const columns = plan_columns(plan.lowered, series, backend);
    double const cash = plan.study.execution.cash;
    std::vector<double> returns;
    double before = cash;
    for (double e : replay_equity(plan, series, *columns, 0, 0, range, cash)) {
        returns.push_back(before > 0 ? e / before - 1 : 0.0);
        before = e;
    }
    return returns;
}

// A Monte Carlo study on one machine, from its parts or in one piece.
class MonteCarlo : public PartedStudy {
  public:
    MonteCarlo(Study const& study, RunOptions const& options, Backend& backend, Stages& stages)
        : options_(options), backend_(backend), stages_(stages) {
        work_.study = study;
        if (study.montecarlo.of == "strategy") plan_ = make_sweep_plan(study);
        work_.series = load_all(study, plan_ ? plan_->lowered.extra : study.data.series, options.bars);
        work_.shape = path_shape(study.montecarlo);
        document_["cells"] = 1;
    }

    json run() {
        bool const parts = !options_.run.folder.empty() || is_large(work_, memory_);
        std::vector<std::vector<double>> const returns = returns_of_strategy();
        document_["plan"] = plan_document(parts);
        for (Series const& s : work_.series) note_actions(s, document_);
        if (options_.dry_run) {
            if (parts && !std::filesystem::exists(options_.run.folder)) check_memory(plan(0));
            return document_;
        }
        for (Series const& s : work_.series) stages_.add_read(stored_bytes(s));
        note_idle(returns);
        stages_.check("paths");
        work_.inputs = make_path_inputs(work_.study, work_.series, returns);
        if (parts)
            run_in_parts(*this, work_.study, options_, stages_, document_);
        else
            write_result(with_risks(run_montecarlo(work_, backend_, stages_), document_),
                         cube_path(work_.study), stages_, document_);
        return document_;
    }

    RunPlan plan(std::size_t part_size) const override {
        std::size_t const asked = part_size > 0 ? part_size : options_.run.part_paths;
        return make_run_plan(
            work_, rules_, asked > 0 ? std::min(asked, work_.shape.paths) : usual_part_paths(work_, memory_));
    }
    std::size_t part_size(RunPlan const& plan) const override {
        return plan.identity.at("layout").value("part_paths", std::size_t{0});
    }
    void check_memory(RunPlan const& plan) const override { check_part_memory(work_, plan, memory_); }
    PartWork work(RunPlan const& plan, std::string const& folder) override {
        std::size_t const symbols = work_.series.size();
        table_ = parts_fit_in(work_, plan, memory_)
                     ? std::make_unique<PathTable>(work_.shape, symbols)
                     : std::make_unique<PathTable>(work_.shape, symbols, folder);
        return make_part_work(work_, plan, *table_, backend_);
    }
    Cube result(json& document) override {
        return with_risks(montecarlo_of_parts(work_, *table_, gathered_in(work_, memory_), stages_),
                          document);
    }

  private:
    // Bar returns by symbol where montecarlo.of = "strategy"; none in a dry run.
    std::vector<std::vector<double>> returns_of_strategy() {
        std::vector<std::vector<double>> returns;
        if (!plan_) return returns;
        SweepPlan const& plan = *plan_;
        std::size_t const cells = plan.grid.cell_count() * plan.costs.size();
        if (cells != 1)
            fail(ErrorKind::config, {.code = "more_than_one_cell",
                                     .path = "params",
                                     .value = std::to_string(cells) + " cells",
                                     .problem = "montecarlo.of = \"strategy\" needs one combination",
                                     .allowed = "one value per axis",
                                     .suggestion = "fix the parameters, e.g. --set params.fast=20"});
        for (SourceText const& source : plan.strategy.sources) rules_ += source.text + "\n";
        if (!options_.dry_run)
            for (Series const& s : work_.series)
                returns.push_back(stages_.run(
                    "strategy", [&](Progress const&) { return strategy_returns(plan, s, backend_); }));
        return returns;
    }

    json plan_document(bool parts) const {
        return {{"paths", work_.study.montecarlo.paths},
                {"horizon", work_.study.montecarlo.horizon},
                {"symbols", work_.study.data.symbols},
                {"memory_bytes", path_memory(work_).whole},
                {"in_parts", parts},
                {"parts", parts ? plan(0).parts : 0},
                {"parts_bytes", parts ? parts_bytes(work_) : 0}};
    }

    // Symbols of which nothing is learnt.
    void note_idle(std::vector<std::vector<double>> const& returns) {
        std::string idle;
        for (std::size_t i = 0; i < returns.size(); ++i)
            if (std::all_of(returns[i].begin(), returns[i].end(), [](double r) { return r == 0; }))
                idle += (idle.empty() ? "" : ", ") + work_.series[i].symbol;
        if (idle.empty()) return;
        std::string const others = document_.value("notice", "");
        document_["notice"] = "the strategy never holds a position in " + idle + ": its paths are flat" +
                              (others.empty() ? "" : "; " + others);
    }

    static Cube with_risks(Cube cube, json& document) {
        document["risks"] = montecarlo_document(cube);
        return cube;
    }

    RunOptions const& options_;
    Backend& backend_;
    Stages& stages_;
    PathWork work_;
    std::optional<SweepPlan> plan_;     // where montecarlo.of = "strategy"
    std::string rules_;                 // text of the strategy, where there is one
    std::unique_ptr<PathTable> table_;  // of the parts
    json document_ = json::object();
    std::uint64_t const memory_ = options_.memory > 0 ? options_.memory : machine_limits().memory / 2;
};

}  // namespace

json run_paths(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    return MonteCarlo(study, options, backend, stages).run();
}

std::vector<Member> path_members() {
    using namespace shape;
    return {{"cells", exactly(1)},
            {"plan", object({{"paths", whole("of each symbol", "paths")},
                             {"horizon", whole("of a path", "bars")},
                             {"symbols", list(text())},
                             {"memory_bytes", whole("in one piece", "bytes")},
                             {"in_parts", flag("in a run's folder, also one that does not last")},
                             {"parts", whole("0 in one piece", "parts")},
                             {"parts_bytes", whole("of their values; 0 in one piece", "bytes")},
                             maybe("cube", text("file of the result"))})},
            maybe("risks", list(risk_shape()))};
}

}  // namespace basicbot
