#include <algorithm>
#include <filesystem>
#include <memory>

#include "engine/observe/machine_limits.hpp"
#include "engine/runner/memory_need.hpp"
#include "engine/runner/run_in_parts.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/sweep_parts.hpp"
#include "engine/runner/sweep_results.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;

// Computed numbers of one symbol's columns.
double column_values(SweepWork const& work, std::size_t symbol) {
    return static_cast<double>(work.plan.lowered.columns.size()) *
           static_cast<double>(work.symbols[symbol].series.size());
}

// A sweep of one study on one machine, from its parts or in one piece.
class Sweep : public PartedStudy {
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
        bool const parts = !options_.run.folder.empty() || is_large(work_, memory_);
        document_["plan"]["memory_bytes"] = memory_need(work_).whole;
        document_["plan"]["in_parts"] = parts;
        for (SymbolWindows const& s : work_.symbols) note_actions(s.series, document_);
        if (options_.dry_run) {
            if (parts && !std::filesystem::exists(options_.run.folder))
                check_part_memory(work_, plan(0), memory_);
            return document_;
        }
        for (SymbolWindows const& s : work_.symbols) stages_.add_read(stored_bytes(s.series));
        if (parts)
            run_in_parts(*this, study_, options_, stages_, document_);
        else
            in_one_piece();
        return document_;
    }

    RunPlan plan(std::size_t part_size) const override {
        std::size_t const asked = part_size > 0 ? part_size : options_.run.part_cells,
                          cells = work_.plan.grid.cell_count();
        return make_run_plan(work_, asked > 0 ? std::min(asked, cells) : usual_part_cells(work_, memory_));
    }
    std::size_t part_size(RunPlan const& plan) const override {
        return plan.identity.at("layout").value("part_cells", std::size_t{0});
    }
    void check_memory(RunPlan const& plan) const override { check_part_memory(work_, plan, memory_); }
    PartWork work(RunPlan const& plan, std::string const& folder) override {
        table_ = std::make_unique<MetricTable>(work_.shape(), folder);
        return make_part_work(work_, plan, columns_, *table_, backend_);
    }
    Cube result(json& document) override {
        for (std::size_t s = 0; s < work_.symbols.size(); ++s)
            table_->blank(s, work_.symbols[s].windows.size());
        return cube_of(*table_, document);
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
        write_result(cube_of(table, document_), cube_path(study_), stages_, document_);
    }

    Cube cube_of(MetricTable const& table, json& document) {
        return stages_.run("cube", [&](Progress const&) {
            return sweep_results(work_, table, columns_, backend_,
                                 static_cast<std::size_t>(std::max(options_.top, 0)), document);
        });
    }

    Study const& study_;
    RunOptions const& options_;
    Backend& backend_;
    Stages& stages_;
    SweepWork work_;
    json document_ = json::object();
    SymbolColumns columns_;
    std::unique_ptr<MetricTable> table_;  // of the parts
    std::uint64_t const memory_ = options_.memory > 0 ? options_.memory : machine_limits().memory / 2;
};

}  // namespace

json run_sweep(Study const& study, RunOptions const& options, Backend& backend, Stages& stages) {
    return Sweep(study, options, backend, stages).run();
}

}  // namespace basicbot
