#include "engine/runner/run_study.hpp"

#include <string>

#include "engine/observe/machine_limits.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

using json = nlohmann::json;

namespace {

// The size of a part is given in cells or in paths, by the kind of study.
void check_part_size(bool paths, RunPlace const& place) {
    std::size_t const wrong = paths ? place.part_cells : place.part_paths;
    if (wrong == 0) return;
    fail(ErrorKind::usage,
         {.code = "bad_option",
          .path = paths ? "--part-cells" : "--part-paths",
          .value = std::to_string(wrong),
          .problem = paths ? "a Monte Carlo study has no cells" : "the study simulates no paths",
          .allowed = "",
          .suggestion = paths ? "use --part-paths" : "use --part-cells"});
}

}  // namespace

json run_study(Study const& study, RunOptions const& options, RunProgress const& progress) {
    BackendRequest request = options.backend;
    if (request.threads == 0) request.threads = machine_limits().threads;
    ChosenBackend const chosen = choose_backend(request);
    Stages stages(progress);
    bool const paths = study.kind == StudyKind::montecarlo;
    check_part_size(paths, options.run);
    json document = paths ? run_paths(study, options, *chosen.backend, stages)
                          : run_sweep(study, options, *chosen.backend, stages);
    document["kind"] = paths ? "montecarlo" : study.kind == StudyKind::walkforward ? "walkforward" : "sweep";
    document["name"] = study.name;
    document["device"] = chosen.backend->name();
    std::string notice;  // of the study, of the choice of a device, of what became of it
    for (std::string const& part : {document.value("notice", ""), chosen.notice, chosen.backend->notice()})
        if (!part.empty()) notice += (notice.empty() ? "" : "; ") + part;
    if (!notice.empty()) document["notice"] = notice;
    stages.describe(document);
    document["peak_memory_bytes"] = peak_memory_bytes();
    return document;
}

}  // namespace basicbot
