#include <algorithm>
#include <filesystem>

#include "engine/observe/machine_limits.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/memory_need.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/sweep_parts.hpp"
#include "engine/runner/sweep_results.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;
namespace fs = std::filesystem;

// Computed numbers of one symbol's columns.
double column_values(SweepWork const& work, std::size_t symbol) {
    return static_cast<double>(work.plan.lowered.columns.size()) *
           static_cast<double>(work.symbols[symbol].series.size());
}

// A sweep of one study on one machine, from its parts or in one piece.
class Sweep {
  public:
    Sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages)
        : study_(study),
          options_(options),
          backend_(backend),
          stages_(stages),
          work_(make_sweep_work(study, options.bars)),
          document_(sweep_plan_document(work_)),
          columns_(work_, backend) {}

    json run() {
        bool const asked = !options_.run.folder.empty();
        bool const large = !asked && is_large(work_, memory_);
        document_["plan"]["memory_bytes"] = memory_need(work_).whole;
        document_["plan"]["in_parts"] = asked || large;
        if (options_.dry_run) {
            if ((asked && !fs::exists(options_.run.folder)) || large)
                check_part_memory(work_, new_plan("cube.h5"), memory_);
            return document_;
        }
        for (SymbolWindows const& s : work_.symbols) stages_.add_read(stored_bytes(s.series));
        if (asked)
            in_folder(options_.run.folder, "cube.h5");
        else if (large)
            beside(cube_path(study_));
        else
            in_one_piece();
        return document_;
    }

  private:
    void in_one_piece() {
        MetricTable table(work_.shape());
        auto const symbols = static_cast<double>(work_.symbols.size());
        for (std::size_t s = 0; s < work_.symbols.size(); ++s) {
            stages_.check("sweep");  // shown as one stage, however many symbols
            stages_.run("columns", [&](Progress const&) { columns_.of(s); });
            stages_.did("columns", column_values(work_, s), "values");
            CellRange const all{s, 0, work_.plan.grid.cell_count()};
            stages_.did("sweep", bar_combinations(work_, all), "bar-combinations");
            stages_.run("sweep", [&](Progress const& report) {
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

    // A folder that only lasts until the result stands.
    void beside(std::string const& cube) {
        std::string const folder = cube + ".run";
        in_folder(folder, "../" + fs::path(cube).filename().string());
        RunFolder::open(folder).remove();
        document_["run"]["folder"] = nullptr;
    }

    RunPlan new_plan(std::string const& cube) const {
        std::size_t const asked = options_.run.part_cells;
        RunPlan plan = make_run_plan(work_, asked > 0 ? std::min(asked, work_.plan.grid.cell_count())
                                                      : usual_part_cells(work_, memory_));
        plan.store = study_.data.store;
        plan.store_path = full_path(study_.data.store);
        plan.cube = cube;
        return plan;
    }

    void in_folder(std::string const& path, std::string const& cube) {
        RunPlan fresh = new_plan(cube);
        if (!fs::exists(path)) check_part_memory(work_, fresh, memory_);  // else nothing of it would be left
        RunFolder const folder = RunFolder::create(path, std::move(fresh));
        check_run_plan(work_, folder, options_.run.folder.empty());
        check_part_memory(work_, folder.plan(), memory_);
        MetricTable table(work_.shape(), path);
        PartWork const parts = make_part_work(work_, folder.plan(), columns_, table, backend_);
        PartRun run(folder, parts, stages_);
        try {
            if (!options_.run.parts.empty()) {
                some_parts(folder, run);
            } else if (run_is_finished(folder)) {
                folder.sweep();  // a writer may have been killed behind its result
            } else {
                if (!options_.run.merge_only) run.compute(folder.all(), true);
                publish(folder, run, table);
            }
        } catch (Error const& error) {
            bool const asked = error.kind() == ErrorKind::interrupted;
            try {
                run.status(asked ? "interrupted" : "failed", {{"error", error.what()}});
            } catch (Error const&) {
                // The disk may be full; what matters is the error that led here.
            }
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
        for (std::size_t s = 0; s < work_.symbols.size(); ++s)
            table.blank(s, work_.symbols[s].windows.size());
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
    std::uint64_t const memory_ = options_.memory > 0 ? options_.memory : machine_limits().memory / 2;
};

}  // namespace

json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    return Sweep(study, options, backend, stages).run();
}

}  // namespace basicbot
