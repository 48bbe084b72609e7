#include <algorithm>
#include <filesystem>

#include "engine/runner/study_parts.hpp"
#include "engine/runner/sweep_parts.hpp"
#include "engine/runner/sweep_results.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;
namespace fs = std::filesystem;

// From the root; the path as it is where that cannot be said.
std::string full_path(std::string const& path) {
    std::error_code error;
    auto const full = fs::absolute(path, error);
    return error ? path : full.lexically_normal().string();
}

// A sweep of one study on one machine, from its parts or in one piece.
class Sweep {
  public:
    Sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages)
        : study_(study),
          options_(options),
          backend_(backend),
          stages_(stages),
          work_(make_sweep_work(study)),
          document_(sweep_plan_document(work_)),
          columns_(work_, backend) {}

    json run() {
        if (options_.dry_run) return document_;
        if (options_.run.folder.empty())
            in_one_piece();
        else
            in_folder(options_.run.folder);
        return document_;
    }

  private:
    void in_one_piece() {
        MetricTable table(work_.shape());
        auto const symbols = static_cast<double>(work_.symbols.size());
        for (std::size_t s = 0; s < work_.symbols.size(); ++s) {
            stages_.check("columns");
            stages_.run("columns", [&](Progress const&) { columns_.of(s); });
            stages_.run("sweep", [&](Progress const& report) {
                CellRange const all{s, 0, work_.plan.grid.cell_count()};
                put_range(table, work_, all,
                          range_values(work_, all, columns_.of(s), backend_, [&](double done) {
                              return report((static_cast<double>(s) + done) / symbols);
                          }));
            });
        }
        write(table, cube_path(study_));
    }

    void write(MetricTable const& table, std::string const& path) {
        Cube const cube = stages_.run("cube", [&](Progress const&) {
            return sweep_results(work_, table, columns_, backend_,
                                 static_cast<std::size_t>(std::max(options_.top, 0)), document_);
        });
        write_result(cube, path, stages_, document_);
    }

    RunPlan new_plan() const {
        std::size_t const asked = options_.run.part_cells;
        RunPlan plan = make_run_plan(work_, asked > 0 ? std::min(asked, work_.plan.grid.cell_count())
                                                      : usual_part_cells(work_, memory_));
        plan.store = study_.data.store;
        plan.store_path = full_path(study_.data.store);
        plan.cube = "cube.h5";
        return plan;
    }

    void in_folder(std::string const& path) {
        RunFolder const folder = RunFolder::create(path, new_plan());
        check_run_plan(work_, folder);
        MetricTable table(work_.shape());
        PartWork const parts = make_part_work(work_, folder.plan(), columns_, table, backend_);
        PartRun run(folder, parts, stages_);
        try {
            if (!options_.run.parts.empty()) {
                some_parts(folder, run);
            } else if (!run_is_finished(folder)) {
                if (!options_.run.merge_only) run.compute(folder.all(), true);
                publish(folder, run, table);
            }
        } catch (Error const& error) {
            bool const asked = error.kind() == ErrorKind::interrupted;
            run.status(asked ? "interrupted" : "failed", {{"error", error.what()}});
            throw;
        }
        document_["run"] = run.document();
        if (options_.run.parts.empty() && !document_.contains("cube"))
            document_["cube"] = standing_result(folder);
    }

    void some_parts(RunFolder const& folder, PartRun& run) {
        std::size_t const last = folder.plan().parts;
        PartSpan const span = options_.run.parts;
        if (span.first < 1 || span.last > last)
            fail(ErrorKind::usage, {.code = "no_such_part",
                                    .path = "--parts",
                                    .value = std::to_string(span.first) + ".." + std::to_string(span.last),
                                    .problem = "the run has no such parts",
                                    .allowed = "1.." + std::to_string(last),
                                    .suggestion = "name parts of the run"});
        run.compute(span, false);
        run.status("waiting");
    }

    void publish(RunFolder const& folder, PartRun& run, MetricTable& table) {
        std::optional<Claim> claim;
        if (!run.take_result(claim)) return;
        run.merge(!options_.run.merge_only);
        write(table, folder.cube());
        json const cube = {{"content_hash", document_["cube"]["content_hash"]},
                           {"bytes", fs::file_size(folder.cube())}};
        run.note({{"event", "result"}, {"content_hash", cube["content_hash"]}});
        run.status("finished", {{"cube", cube}});
        folder.sweep();
    }

    Study const& study_;
    RunOptions const& options_;
    Backend& backend_;
    Stages& stages_;
    SweepWork work_;
    json document_;
    SymbolColumns columns_;
    std::uint64_t memory_ = std::uint64_t{1} << 30;
};

}  // namespace

json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    return Sweep(study, options, backend, stages).run();
}

}  // namespace basicbot
