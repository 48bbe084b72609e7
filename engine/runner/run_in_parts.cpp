#include "engine/runner/run_in_parts.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/runner/command_facts.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

namespace {

using json = nlohmann::json;
namespace fs = std::filesystem;

class RunInParts {
  public:
    RunInParts(PartedStudy& parted, Study const& study, RunOptions const& options, Stages& stages,
               json& document)
        : parted_(parted), study_(study), place_(options.run), stages_(stages), document_(document) {}

    void run() {
        if (!place_.folder.empty()) return in_folder(place_.folder, "cube.h5");
        // A folder that only lasts until the result stands.
        std::string const cube = cube_path(study_), folder = cube + ".run";
        in_folder(folder, "../" + fs::path(cube).filename().string());
        RunFolder::open(folder).remove();
        document_["run"]["folder"] = nullptr;
    }

  private:
    RunPlan new_plan(std::string const& cube) const {
        RunPlan plan = parted_.plan(0);
        plan.store = study_.data.store;
        plan.store_path = full_path(study_.data.store);
        plan.cube = cube;
        return plan;
    }

    void in_folder(std::string const& path, std::string const& cube) {
        RunPlan fresh = new_plan(cube);
        if (!fs::exists(path)) parted_.check_memory(fresh);  // else nothing of it would be left
        RunFolder const folder = RunFolder::create(path, fresh);
        check_plan(folder);
        parted_.check_memory(folder.plan());
        PartWork const parts = parted_.work(folder.plan(), path);
        PartRun run(folder, parts, stages_);
        try {
            if (!place_.parts.empty()) {
                some_parts(folder, run);
            } else if (run_is_finished(folder)) {
                folder.sweep();  // a writer may have been killed behind its result
            } else {
                if (!place_.merge_only) run.compute(folder.all(), true);
                publish(folder, run);
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
        if (place_.parts.empty() && !document_.contains("cube")) document_["cube"] = standing_result(folder);
    }

    // Error(config) or Error(data) with the difference where the folder was made for something else.
    void check_plan(RunFolder const& folder) const {
        json const& there = folder.plan().identity;
        RunPlan const now = parted_.plan(std::max<std::size_t>(parted_.part_size(folder.plan()), 1));
        auto differences = plan_differences(there, now.identity);
        bool const bars = there.at("data") != now.identity.at("data");
        if (differences.empty() && (there != now.identity || folder.plan().parts != now.parts))
            differences.push_back("the layout of the parts");
        if (differences.empty()) return;
        std::string text;
        for (std::string const& difference : differences) text += (text.empty() ? "" : "; ") + difference;
        fail(bars ? ErrorKind::data : ErrorKind::config,
             {.code = "run_differs",
              .path = folder.path(),
              .value = "",
              .problem = "the run was begun with something else (" + text + ")",
              .allowed = "",
              .suggestion = place_.folder.empty()
                                ? "put it back as it was, remove that folder, or name another cube with --out"
                                : "put it back as it was, or name another folder with --run"});
    }

    void some_parts(RunFolder const& folder, PartRun& run) {
        std::size_t const last = folder.plan().parts;
        PartSpan const span = place_.parts;
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

    void publish(RunFolder const& folder, PartRun& run) {
        std::optional<Claim> claim;
        if (!run.take_result(claim)) return;
        run.merge(!place_.merge_only);
        write_result(result(run), folder.cube(), stages_, document_);
        json const cube = {{"content_hash", document_["cube"]["content_hash"]},
                           {"bytes", fs::file_size(folder.cube())}};
        run.note({{"event", "result"}, {"content_hash", cube["content_hash"]}});
        run.status("finished", {{"cube", cube}});
        folder.sweep();
    }

    Cube result(PartRun const& run) {
        try {
            return parted_.result(document_);
        } catch (Error const& error) {
            if (error.kind() != ErrorKind::interrupted) throw;
            run.stopped();
        }
    }

    PartedStudy& parted_;
    Study const& study_;
    RunPlace const& place_;
    Stages& stages_;
    json& document_;
};

}  // namespace

void run_in_parts(PartedStudy& parted, Study const& study, RunOptions const& options, Stages& stages,
                  json& document) {
    RunInParts(parted, study, options, stages, document).run();
}

}  // namespace basicbot
