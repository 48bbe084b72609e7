#include "engine/runner/command_queue.hpp"

#include <filesystem>
#include <map>

#include "engine/catalogue/names.hpp"
#include "engine/config/profile.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// The request for one study of several.
StudyRequest request_for(std::string const& file, StudyRequest const& common) {
    StudyRequest request = common;
    request.file = file;
    if (!common.options.run.folder.empty())
        request.options.run.folder += "/" + std::filesystem::path(file).stem().string();
    return request;
}

// Runs one study, but not where its cube would take the place of an earlier one's.
Outcome run_one(StudyRequest const& request, std::map<std::string, std::string>& cubes,
                CommandContext const& context) {
    std::string target = request.options.run.folder;
    if (target.empty()) {
        Environment const environment = process_environment();
        target = cube_path(read_study(request.file, request.overrides, catalogue_names(), environment,
                                      find_profile(request.profile, environment)));
    }
    auto const [at, fresh] = cubes.emplace(target, request.file);
    if (!fresh)
        fail(ErrorKind::config, {.code = "cube_taken",
                                 .path = "output.cube",
                                 .value = target,
                                 .problem = "the result of " + at->second + " has this place",
                                 .allowed = "",
                                 .suggestion = "give the studies different names or cubes"});
    return study_command(request, context);
}

}  // namespace

Outcome queue_command(std::vector<std::string> const& files, StudyRequest const& common,
                      CommandContext const& context) {
    if (!common.out.empty())
        refuse_option("--out", common.out, "several studies have no one result", "name them in the studies");
    if (!common.parts.empty())
        refuse_option("--parts", common.parts, "parts are those of one run", "run one study at a time");
    Outcome outcome{{{"command", "run"}, {"studies", json::array()}}};
    std::map<std::string, std::string> cubes;
    std::optional<ErrorKind> first;
    std::string failures;
    std::size_t failed = 0, done = 0;
    for (std::string const& file : files) {
        json study = {{"file", file}, {"state", "not started"}};
        if (first != ErrorKind::interrupted) {
            auto const note = [&](Error const& error) {
                bool const stopped = error.kind() == ErrorKind::interrupted;
                study["state"] = stopped ? "interrupted" : "failed";
                study["error"] = {{"code", error.parts().code},
                                  {"message", error.what()},
                                  {"exit_code", error.exit_code()}};
                if (!first || stopped) first = error.kind();
                failures += (failures.empty() ? "" : ", ") + file;
                ++failed;
                if (!stopped) context.log.warn(file + ": " + error.what());
            };
            try {
                study["document"] = run_one(request_for(file, common), cubes, context).document;
                study["state"] = "ok";
                ++done;
            } catch (...) {  // whatever it was, the other studies are run
                note(as_error(std::current_exception()));
            }
        }
        outcome.document["studies"].push_back(std::move(study));
    }
    outcome.document["ok"] = done;
    outcome.document["failed"] = failed;
    outcome.document["not_started"] = files.size() - done - failed;
    if (first)
        outcome.failure =
            Error(*first, {.code = *first == ErrorKind::interrupted ? "interrupted" : "studies_failed",
                           .path = failures,
                           .value = "",
                           .problem = *first == ErrorKind::interrupted
                                          ? "stopped on request; " + std::to_string(done) + " of " +
                                                std::to_string(files.size()) + " studies are done"
                                          : std::to_string(failed) + " of " + std::to_string(files.size()) +
                                                " studies failed, the others are done",
                           .allowed = "",
                           .suggestion = "run these again"});
    return outcome;
}

Shape queue_shape() {
    using namespace shape;
    Shape const study =
        object({{"file", text()},
                {"state", word({"ok", "failed", "interrupted", "not started"})},
                maybe("document", study_shape("run")),
                maybe("error", object({{"code", text()}, {"message", text()}, {"exit_code", whole()}}))});
    return document_shape("run",
                          {{"ok", whole("", "studies")},
                           {"failed", whole("or interrupted", "studies")},
                           {"not_started", whole("", "studies")},
                           {"studies", list(study)}},
                          true);
}

Shape run_shape() { return shape::any_of({study_shape("run"), queue_shape()}); }

std::string queue_text(json const& document) {
    TextTable table({"study", "state", "what"});
    for (json const& study : document.at("studies")) {
        std::string what = "-";
        if (study.contains("error")) what = study["error"].at("message").get<std::string>();
        if (study.contains("document") && study["document"].contains("cube"))
            what = study["document"]["cube"].at("path").get<std::string>();
        table.add(
            {plain(study.at("file").get<std::string>()), study.at("state").get<std::string>(), plain(what)});
    }
    return table.text();
}

}  // namespace basicbot
